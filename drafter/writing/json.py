"""A draft as JSON, in the shape that docs/json.md promises to scripts."""

from __future__ import annotations

import json

from drafter.report.tree import Block, Draft, Heading, Paragraph


def to_json(draft: Draft) -> str:
    """The draft with its constructions and spans, as UTF-8 JSON that ends with a line break."""
    data = {
        "genre": draft.genre,
        "title": draft.title,
        "seed": draft.seed,
        "blocks": [_block(block) for block in draft.blocks],
        "unstated": [{"fact": one.fact, "why": one.why} for one in draft.unstated],
        "missing": list(draft.missing),
        "contradictions": list(draft.contradictions),
        "notes": [{"id": note.id, "kind": note.kind, "message": note.message} for note in draft.notes],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _block(block: Block) -> dict[str, object]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text}
    if isinstance(block, Paragraph):
        return {
            "kind": "paragraph",
            **({"style": block.style} if block.style else {}),
            "text": block.text,
            "sentences": [
                {
                    "id": sentence.identity,
                    "text": sentence.text,
                    "constructions": list(sentence.constructions),
                    "spans": [
                        {"start": span.start, "end": span.end, "fact": span.fact, "derived": span.derived}
                        for span in sentence.spans
                    ],
                }
                for sentence in block.sentences
            ],
        }
    return {"kind": "table", "title": block.title, "header": list(block.header), "rows": [list(r) for r in block.rows]}
