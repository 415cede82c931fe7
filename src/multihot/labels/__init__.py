"""Label names: the space of those that exist, and how cells and rows name them."""

from multihot.labels.cell_forms import (
    CellForm,
    form_of_cells,
    number_of_marks,
    suspected_form,
    written_form,
)
from multihot.labels.label_sets import as_label_sets
from multihot.labels.named import label_key, names_in
from multihot.labels.other_writing import written_otherwise
from multihot.labels.space import LabelSpace
from multihot.labels.written_values import written_value

__all__ = [
    "CellForm",
    "LabelSpace",
    "as_label_sets",
    "form_of_cells",
    "label_key",
    "names_in",
    "number_of_marks",
    "suspected_form",
    "written_form",
    "written_otherwise",
    "written_value",
]
