"""Documents on paper, as docx: :mod:`mediation.documents.official` knows how official ones look."""
