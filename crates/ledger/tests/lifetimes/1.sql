-- What a ledger of schema 1 held.
INSERT INTO documents (document, id, date, text, sha256, sentences, version, model, lexicon, fingerprint)
VALUES ('00000000000000aa', 'bridge.txt', '2024-03-05', 'The mayor said that the bridge would open.', 'aa',
        '[[0,42]]', '0.1.0', 'fast-1', 'en-1', 'aa');
INSERT INTO statements (document, id, source_spans, source_text, source_name, cue_spans, cue_lemma, cue_text,
                        content_spans, content_text, mode, act, negated, hedged, date_from, date_to, confidence, because)
VALUES ('00000000000000aa', 's10', '[[0,9]]', 'The mayor', 'The mayor', '[[10,14]]', 'say', 'said',
        '[[15,41]]', 'that the bridge would open', 'indirect', 'say', 0, 0, '2024-03-05', '2024-03-05', 0.9, 'cues:say');
