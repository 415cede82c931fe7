"""Small ARFF files and MULAN label lists."""

from pathlib import Path

from multihot.io.arff import MulanLabels

SPARSE = """@relation 'x: -C -2'
@attribute height numeric
@attribute tame {1,0}
@attribute place {bog,'Cold Creek'}
@attribute day {0,1}
@attribute night {1,0}
@data
{}
{0 4.5,1 0,2 'Cold Creek',3 1,4 0}
{0 ?,1 ?,2 ?,3 ?,4 ?} % all gaps
{0 0, 1 1, 2 bog, 3 0, 4 1}
"""
NUMERIC = "@relation 'r: -C 1'\n@attribute l {0,1}\n@attribute x numeric\n@data\n"


def written(folder: Path, content: str, name: str = "birds.arff") -> Path:
    path = folder / name
    path.write_bytes(content.encode())
    return path


def listing(folder: Path, *names: str) -> MulanLabels:
    labels = "".join(f'<label name="{name}"></label>' for name in names)
    namespace = "http://mulan.sourceforge.net/labels"
    return MulanLabels(
        written(folder, f'<labels xmlns="{namespace}">{labels}</labels>', "birds.xml")
    )
