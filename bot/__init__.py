"""What runs inside Rasa: the components of ``config.yml``.

A message passes them in this order: normaliser, tokenizer, sentence encoder, intent classifier
(stock), facts, dispute type, urgency, route, turn reader. Each writes one thing and reads what the
ones before it wrote. ``bot/recognisers/`` has one file per kind of fact. Nothing here knows of HTTP,
databases or WeChat.
"""
