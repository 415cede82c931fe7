import keras


class VariationalAutoencoder(keras.Model):
    def __init__(self, encoder, decoder, **kwargs):
        super().__init__(**kwargs)
        self.encoder = encoder
        self.decoder = decoder
        self.total = keras.metrics.Mean(name="total_loss")
        self.divergence = keras.metrics.Mean(name="kl_loss")

    @property
    def metrics(self):
        return [self.total, self.divergence]

    def train_step(self, data):
        self.total.update_state(self.encoder(data).mean())
        return {"loss": self.total.result(), "kl_loss": self.divergence.result()}

    def test_step(self, data):
        return {"total_loss": self.total.result(), "kl_loss": self.divergence.result()}


model = VariationalAutoencoder(encoder, decoder)
model.compile(optimizer="adam")
model.fit(
    x_train,
    epochs=30,
    validation_data=(x_val, None),
    callbacks=[
        keras.callbacks.EarlyStopping(monitor="val_kl_loss", mode="min", patience=3),
        keras.callbacks.ModelCheckpoint(
            "vae.keras", monitor="val_total_loss", mode="min", save_best_only=True
        ),
    ],
)
