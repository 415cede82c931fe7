"""One page with everything about an evaluation, in one file that asks for nothing else."""

from multihot.report.story import Story
from multihot.report.writing import render_report, write_report, write_run_report

__all__ = ["Story", "render_report", "write_report", "write_run_report"]
