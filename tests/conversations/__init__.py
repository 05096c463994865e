"""One scenario a file, the file's name is a sentence; run against real Rasa, actions and backend."""
