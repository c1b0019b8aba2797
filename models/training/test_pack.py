"""The pack's manifest: what the checker accepts and what it refuses. Builds a small pack of untrained networks."""

from __future__ import annotations

import json
import shutil
import tempfile
import unittest
from pathlib import Path

from continuation import Continuation
from continuation_export import export as export_continuation
from export import export_networks
from fine import Fine
from fine_sampler import FineSampler
from generator import Generator
from instances import Instances, Sounds
from pack import MANIFEST, PackError, check, write
from vae import Vae
from vocoder import Vocoder
from vocoder_export import write as write_vocoder

SHIPPED = Path(__file__).resolve().parent.parent / "ganmix-base"


class PackTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp())
        export_networks(cls.folder, Vae().eval(), Fine().eval(), Sounds(Instances.random(), Generator()).eval(), FineSampler().eval())
        write_vocoder(cls.folder, Vocoder().eval())
        for name in ("text-encoder.onnx", "vocab.txt"):
            shutil.copy(SHIPPED / name, cls.folder / name)
        (cls.folder / "CARD.md").write_text("# A test pack\n", encoding="utf-8")
        cls.manifest = write(cls.folder, "0.0.1")

    @classmethod
    def tearDownClass(cls) -> None:
        shutil.rmtree(cls.folder)

    def tearDown(self) -> None:
        (self.folder / MANIFEST).write_text(json.dumps(self.manifest), encoding="utf-8")

    def refuse(self, manifest: dict, message: str) -> None:
        (self.folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        with self.assertRaisesRegex(PackError, message):
            check(self.folder)

    def test_a_written_pack_passes(self) -> None:
        self.assertEqual(check(self.folder), self.manifest)

    def test_a_changed_file_is_named(self) -> None:
        path = self.folder / "generator.onnx"
        original = path.read_bytes()
        path.write_bytes(original[:-1] + bytes([original[-1] ^ 1]))
        try:
            with self.assertRaisesRegex(PackError, "generator.onnx"):
                check(self.folder)
        finally:
            path.write_bytes(original)

    def test_a_wrong_tensor_and_a_newer_format_are_refused(self) -> None:
        wrong = json.loads(json.dumps(self.manifest))
        wrong["stages"]["vaeDecoder"]["outputs"]["mel"] = "spectrogram"
        self.refuse(wrong, "vae-decoder.onnx.*spectrogram")
        self.refuse({**self.manifest, "format": 2}, "format 2")

    def test_a_continuation_is_written_where_there_is_one_and_checked(self) -> None:
        export_continuation(Continuation(), self.folder)
        try:
            manifest = write(self.folder, "0.0.1")
            self.assertEqual(manifest["stages"]["continuation"]["file"], "continuation.onnx")
            manifest["stages"]["continuation"]["outputs"]["next"] = "after"
            self.refuse(manifest, "continuation.onnx.*after")
        finally:
            (self.folder / "continuation.onnx").unlink()

    def test_a_missing_stage_is_named(self) -> None:
        path = self.folder / "vae-encoder.onnx"
        path.rename(path.with_suffix(".away"))
        try:
            with self.assertRaisesRegex(PackError, "vae-encoder.onnx is missing"):
                write(self.folder, "0.0.1")
        finally:
            path.with_suffix(".away").rename(path)


if __name__ == "__main__":
    unittest.main()
