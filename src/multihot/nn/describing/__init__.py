"""Facts of live Keras models: heads, losses, metrics, fits."""

from multihot.nn.describing.models import model_facts

__all__ = ["model_facts"]
