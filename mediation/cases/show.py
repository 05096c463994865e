"""A case's row as the API and the console show it."""

from __future__ import annotations

from collections.abc import Sequence

from mediation.cases.answers import CaseOut, TypeOut, UrgencyOut
from mediation.db import aware
from mediation.models import Case, Note, TranscriptLine


def open_question(notes: Sequence[Note]) -> str | None:
    """What staff asked last, unless the citizen has answered since or staff took it back."""
    talk = [note for note in notes if note.kind in {"question", "answer", "unasked"}]
    return talk[-1].text if talk and talk[-1].kind == "question" else None


def shown(
    case: Case, transcript: Sequence[TranscriptLine] = (), notes: Sequence[Note] = ()
) -> CaseOut:
    """The case with the lines and notes given."""
    return CaseOut.model_validate(
        {
            **{
                name: getattr(case, name)
                for name in CaseOut.model_fields
                if hasattr(case, name) and name != "dispute_type"
            },
            "source": {"code": case.source_code, "case_no": case.source_no}
            if case.source_code
            else None,
            "consent": case.consent or None,
            "created_at": aware(case.created_at),
            "dispute_type": TypeOut(
                name=case.dispute_type, confidence=case.type_confidence, source=case.type_source
            ),
            "ranking": case.type_ranking,
            "urgency": UrgencyOut(
                level=case.urgency_level, signals=case.urgency_signals, source=case.urgency_source
            ),
            "applicant": {"name": case.applicant_name, "phone": case.applicant_phone},
            "respondent": {"name": case.respondent_name, "phone": case.respondent_phone},
            "transcript": [
                {"at": aware(line.at), "from": line.speaker, "text": line.text}
                for line in transcript
            ],
            "open_question": open_question(notes),
            "notes": [
                {
                    "id": note.id,
                    "kind": note.kind,
                    "text": note.text,
                    "at": aware(note.at),
                    "score": note.score,
                }
                for note in notes
            ],
        }
    )
