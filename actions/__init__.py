"""What Rasa calls after it has understood: rasa-sdk actions, one concern a file.

``draft.py`` is the case in the making, kept in slots; ``take_up.py`` writes what a message brought
into it; ``agenda.py`` says what is still missing; ``ask_next.py`` asks it, shows the summary or hands
over through ``outbox.py``, which loses nothing while the backend is away. Nothing here knows of WeChat
or of tables; understanding happens in ``bot/`` and arrives in ``tracker.latest_message``.
"""
