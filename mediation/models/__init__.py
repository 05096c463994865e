"""The tables. Migrations in ``migrations/versions`` make them; a test compares both."""

from __future__ import annotations

from mediation.models import case_index  # noqa: F401 - listens to cases from the first on
from mediation.models.agreements import Agreement
from mediation.models.base import Base
from mediation.models.cases import Alert, Case, CaseNumber, Note, TranscriptLine
from mediation.models.data_keys import DataKey
from mediation.models.dispatch import Dispatch, Helper
from mediation.models.links import CaseLink
from mediation.models.log import AuditEntry, IdempotencyKey
from mediation.models.mediators import Absence, MediatorFlag, MediatorProfile
from mediation.models.notices import Notice
from mediation.models.organisations import Organisation
from mediation.models.outgoing import Delivery
from mediation.models.questions import EntryOff, Question
from mediation.models.records import MediationRecord, RecordAmendment
from mediation.models.sources import Source
from mediation.models.staff import FailedSignIn, Staff, StaffSession
from mediation.models.supervision import Letter, LetterNumber, Urging
from mediation.models.visits import FollowUp
from mediation.models.warnings import EarlyWarning, WarnedDesk

__all__ = [
    "Absence",
    "Agreement",
    "Alert",
    "AuditEntry",
    "Base",
    "Case",
    "CaseLink",
    "CaseNumber",
    "DataKey",
    "Delivery",
    "Dispatch",
    "EarlyWarning",
    "EntryOff",
    "FailedSignIn",
    "FollowUp",
    "Helper",
    "IdempotencyKey",
    "Letter",
    "LetterNumber",
    "MediationRecord",
    "MediatorFlag",
    "MediatorProfile",
    "Note",
    "Notice",
    "Organisation",
    "Question",
    "RecordAmendment",
    "Source",
    "Staff",
    "StaffSession",
    "TranscriptLine",
    "Urging",
    "WarnedDesk",
]
