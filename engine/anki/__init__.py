"""Notes as an Anki package: what Anki, AnkiDroid and AnkiMobile import.

``names`` turns our ids and names into Anki's, ``note_types`` holds the two frozen note types,
``markup`` and ``cloze`` turn Markdown into the HTML of a field, ``media`` finds the images,
``compose`` puts a note together, ``stamps`` decides when Anki takes it for changed, ``package``
writes the file and ``export`` is the way in.
"""
