"""How many rows or cells are decided rightly: four things called accuracy or its contrary."""

from __future__ import annotations

from multihot.metrics.catalogue.entries import Elsewhere, Metric

_NO_ROWS = "Only if no row has a known label: NaN."
_NO_CELLS = "Only if no cell is known: NaN."
_GUESS = "decides by score > 0.5; a batch with a score outside [0, 1] is taken for logits"
_KERAS_ACCURACY = (
    'metrics=["accuracy"], is label_accuracy up to TF 2.1 with binary cross-entropy, '
    "argmax_accuracy from TF 2.2 on and in Keras 3, and never this"
)

SUBSET_ACCURACY = Metric(
    name="subset_accuracy",
    measure="subset_accuracy",
    title="rows with every label right",
    group="sets",
    takes="decisions",
    tasks="both",
    tasks_why="with one class a row it is plain accuracy",
    better="higher",
    definition="share of the rows whose decisions equal the targets label for label",
    formula="rows with fp + fn = 0 / rows",
    undefined=f"A row without labels that is given none is right. {_NO_ROWS}",
    caution="it is scikit-learn's accuracy_score; not what Keras calls accuracy",
    source="Tsoumakas & Katakis 2007; sklearn.metrics.accuracy_score",
    elsewhere=(
        Elsewhere("scikit-learn 1.9", "accuracy_score(targets, decisions)"),
        Elsewhere("scikit-learn 1.9", "1 - zero_one_loss(targets, decisions)"),
        Elsewhere("Keras", "", f"what it calls accuracy, {_KERAS_ACCURACY}"),
        Elsewhere("torchmetrics 1.9", "MultilabelExactMatch(n_labels)", _GUESS),
        Elsewhere("MEKA", "Metrics.P_ExactMatch"),
        Elsewhere("MULAN", "SubsetAccuracy"),
    ),
)

LABEL_ACCURACY = Metric(
    name="label_accuracy",
    measure="label_accuracy",
    title="yes-or-no answers right",
    group="cells",
    takes="decisions",
    tasks="multi-label",
    tasks_why="with one class of K a row, a wrong row still has K - 2 of K cells right",
    better="higher",
    definition="share of the cells (a row, a label) that are decided rightly",
    formula="(tp + tn) / (tp + fp + fn + tn), counted over all known cells",
    undefined=_NO_CELLS,
    caution="it is Keras's BinaryAccuracy; high for predicting nothing wherever labels are rare",
    source="keras.metrics.BinaryAccuracy; 1 - hamming_loss",
    elsewhere=(
        Elsewhere("scikit-learn 1.9", "1 - hamming_loss(targets, decisions)"),
        Elsewhere(
            "Keras 2.3 to 3, tf.keras 2", "keras.metrics.BinaryAccuracy()", "decides by score > 0.5"
        ),
        Elsewhere(
            "Keras 1.0.6 to 2.3, tf.keras to 2.1",
            'metrics=["accuracy"] with loss="binary_crossentropy"',
            "decides by score > 0.5; from tf.keras 2.2 on the same word is argmax_accuracy",
        ),
        Elsewhere(
            "Keras 3",
            "keras.metrics.Accuracy()",
            "the same on decisions; on scores it asks whether they equal 0 or 1 exactly",
        ),
        Elsewhere(
            "torchmetrics 1.9",
            "MultilabelAccuracy(n_labels)",
            f'{_GUESS}; its "macro" is the same number unless targets are masked',
        ),
        Elsewhere("MEKA", "Metrics.P_Hamming", "called Hamming score"),
    ),
)

ARGMAX_ACCURACY = Metric(
    name="argmax_accuracy",
    measure="argmax_accuracy",
    title="first true label scores highest",
    group="ranking",
    takes="ranks",
    tasks="multi-class",
    tasks_why="of several true labels it knows the first column alone, and a row without labels "
    "counts as the first class",
    better="higher",
    definition="share of the rows whose highest score is in the column of their first true label",
    formula="rows with argmax(scores) = argmax(targets) / rows; argmax is the first of equals, "
    "column 0 for a row without labels",
    undefined=_NO_ROWS,
    caution="it is what Keras calls accuracy on multi-hot targets since TF 2.2; "
    "a perfect model does not reach 1",
    source="keras.metrics.CategoricalAccuracy",
    elsewhere=(
        Elsewhere(
            "scikit-learn 1.9",
            "accuracy_score(targets.argmax(axis=1), scores.argmax(axis=1))",
        ),
        Elsewhere("tf.keras 2.2 to 2.15, Keras 3", 'metrics=["accuracy"]'),
        Elsewhere("Keras 2.3 to 3, tf.keras 2", "keras.metrics.CategoricalAccuracy()"),
        Elsewhere(
            "Keras 1.0.6 to 2.3, tf.keras to 2.1",
            'metrics=["accuracy"] with loss="categorical_crossentropy"',
            "with binary_crossentropy the same word is label_accuracy",
        ),
        Elsewhere("Keras 1.0.0 to 1.0.5", 'metrics=["accuracy"]', "with any loss"),
    ),
)

HAMMING_LOSS = Metric(
    name="hamming_loss",
    measure="hamming_loss",
    title="yes-or-no answers wrong",
    group="cells",
    takes="decisions",
    tasks="multi-label",
    tasks_why="with one class of K a row, a wrong row has 2 of K cells wrong",
    better="lower",
    definition="share of the cells (a row, a label) that are decided wrongly",
    formula="(fp + fn) / (tp + fp + fn + tn), counted over all known cells; 1 - label_accuracy",
    undefined=_NO_CELLS,
    caution="low for predicting nothing wherever labels are rare",
    source="Schapire & Singer 2000; sklearn.metrics.hamming_loss",
    elsewhere=(
        Elsewhere("scikit-learn 1.9", "hamming_loss(targets, decisions)"),
        Elsewhere(
            "tensorflow-addons 0.23",
            'tfa.metrics.HammingLoss(mode="multilabel", threshold=0.5)',
            "decides by score > threshold; without threshold= the row's highest score alone",
        ),
        Elsewhere("torchmetrics 1.9", "MultilabelHammingDistance(n_labels)", _GUESS),
        Elsewhere("MEKA", "Metrics.L_Hamming"),
        Elsewhere("MULAN", "HammingLoss"),
        Elsewhere(
            "napkinXC",
            "hamming_loss(targets, decisions)",
            "wrong labels a row, not divided by the number of labels",
        ),
    ),
)
