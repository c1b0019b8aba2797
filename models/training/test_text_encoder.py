"""The tokenizer and MiniLM against fixed facts, and the shipped text-encoder.onnx against the fixture written beside it."""

from __future__ import annotations

import json
import unittest
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from text_encoder import embed
from text_encoder_export import quantise
from wordpiece import MAX_TOKENS, WordPiece, split_words

PACK = Path(__file__).resolve().parent.parent / "ganmix-base"


class TokenizerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.tokenizer = WordPiece.from_file(PACK / "vocab.txt")

    def test_words_lose_case_accents_and_control_characters(self) -> None:
        self.assertEqual(split_words("Café\u0000  NAÏVE\u00a0rain!?"), ["cafe", "naive", "rain", "!", "?"])
        self.assertEqual(split_words("雨rain"), ["雨", "rain"])

    def test_ids_of_bert_uncased(self) -> None:
        # "hello world" is 7592 2088 in every BERT uncased vocabulary, embeddings is em ##bed ##ding ##s.
        self.assertEqual(self.tokenizer.encode("Hello world"), [101, 7592, 2088, 102])
        self.assertEqual(self.tokenizer.encode("embeddings"), [101, 7861, 8270, 4667, 2015, 102])

    def test_unknown_and_overlong_words_become_one_unknown_token(self) -> None:
        self.assertEqual(self.tokenizer.encode("☂"), [101, 100, 102])
        self.assertEqual(self.tokenizer.encode("a" * 101), [101, 100, 102])

    def test_long_text_is_cut_and_keeps_its_end_token(self) -> None:
        ids = self.tokenizer.encode("rain " * 300)
        self.assertEqual((len(ids), ids[0], ids[-1]), (MAX_TOKENS, 101, 102))


class EmbeddingTest(unittest.TestCase):
    def test_order_padding_and_length(self) -> None:
        texts = ["rain", "a very long description of heavy rain falling on an old tin roof at night", "a dog barking"]
        together = embed(texts)
        self.assertEqual(together.shape, (3, 384))
        np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
        alone = np.concatenate([embed([text]) for text in texts])
        np.testing.assert_allclose(together, alone, atol=1e-5)

    def test_meaning_is_near(self) -> None:
        rain, roof, dog = embed(["heavy rain on a tin roof", "rain falling on a metal roof", "a dog barking"])
        self.assertGreater(rain @ roof, 0.7)
        self.assertLess(rain @ dog, 0.3)

    def test_the_fixture_is_what_this_code_makes(self) -> None:
        rows = json.loads((PACK / "reference" / "text-encoder.json").read_text(encoding="utf-8"))["captions"]
        tokenizer = WordPiece.from_file(PACK / "vocab.txt")
        self.assertEqual([row["ids"] for row in rows], [tokenizer.encode(row["text"]) for row in rows])
        np.testing.assert_allclose(embed([row["text"] for row in rows]), [row["embedding"] for row in rows], atol=2e-5)


class ExportTest(unittest.TestCase):
    def test_quantised_weights_are_within_half_a_step(self) -> None:
        weights = np.random.default_rng(0).normal(size=(50, 30)).astype(np.float32)
        values, scale = quantise(weights, axis=1)
        self.assertEqual(scale.shape, (1, 30))
        self.assertLessEqual(np.abs(values * scale - weights).max(), scale.max() / 2 + 1e-6)

    def test_the_shipped_graph_holds_these_words(self) -> None:
        graph = onnx.load(str(PACK / "text-encoder.onnx")).graph
        tensors = {tensor.name: tensor for tensor in graph.initializer}
        table = next(name for name, tensor in tensors.items() if list(tensor.dims) == [30522, 384])
        words = numpy_helper.to_array(tensors[table]).astype(np.float32) * numpy_helper.to_array(tensors[table.replace("int8", "scale")])
        from text_encoder import load

        ours = load()[1].words.weight.detach().numpy()
        self.assertLess(np.abs(words - ours).max(), np.abs(ours).max() / 127)


if __name__ == "__main__":
    unittest.main()
