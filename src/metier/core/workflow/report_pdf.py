"""The report as PDF."""

from typing import Any

from metier.core.framework.index import Framework
from metier.core.report.typeset import typeset
from metier.core.workflow.assess import Assessment, stand_against

_SHOWN = 14


def report_pdf(framework: Framework, assessment: Assessment, role_id: str, stage: str) -> bytes:
    """Return where a person stands, and what is missing, on two pages.

    Raises:
        UnknownIdError: No such role or stage.
        UsageError: Typst is not installed.
    """
    return typeset("report.typ", report_data(framework, assessment, role_id, stage)).content


def report_data(
    framework: Framework, assessment: Assessment, role_id: str, stage: str
) -> dict[str, Any]:
    """Return what stands in the PDF, as plain values.

    Raises:
        UnknownIdError: No such role or stage.
    """
    standing = stand_against(framework, assessment, role_id, stage)
    readiness = standing.readiness
    names = framework.skills
    return {
        "name": assessment.profile.name,
        "role": framework.role(role_id).name,
        "stage": stage,
        "day": assessment.as_of.isoformat(),
        "value": f"{readiness.value:.0%}",
        "range": f"{readiness.low * 100:.0f}–{readiness.high * 100:.0f}%",
        "proof": f"{readiness.proof:.0%}",
        "enough": readiness.sufficient,
        "blockers": [names[skill].name for skill in readiness.blockers],
        "gaps": [
            {
                "name": names[gap.skill].name,
                "target": gap.target,
                "expected": f"{gap.expected:.1f}",
                "missing": f"{gap.missing * 100:.1f}",
                "hours": f"{gap.hours:.0f}",
            }
            for gap in standing.gaps[:_SHOWN]
        ],
        "strengths": [
            {
                "name": names[item.skill].name,
                "target": item.target,
                "expected": f"{item.expected:.1f}",
                "share": f"{item.share * 100:.1f}",
                "weight": f"{item.weight * 100:.1f}",
            }
            for item in readiness.contributions[:_SHOWN]
        ],
        "framework": framework.id.version,
    }
