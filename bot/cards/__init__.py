"""Cards: what a learner did as a picture, and the same facts in words.

A card is a frozen value of facts. It is drawn as SVG in which every text is outlines already, and
made a PNG by ThorVG; both happen in the worker's process, for they take tens of milliseconds.
"""
