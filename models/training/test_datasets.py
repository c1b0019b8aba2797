"""Each published layout, rebuilt in small with real audio files, becomes a corpus the training code loads."""

import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import soundfile

from corpus import MelCache, load_clips, load_split
from datasets import convert


class Layouts(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.root = Path(holder.name)

    def audio(self, path: str, rate: int = 44100, seconds: float = 0.25) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        time = np.arange(int(rate * seconds)) / rate
        soundfile.write(str(file), 0.5 * np.sin(2 * np.pi * 440 * time), rate)

    def text(self, path: str, content: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")

    def clips(self, layout: str):
        out = self.root / "corpus"
        convert(layout, self.root, out)
        return load_clips(out, share_alike=True)

    def test_esc50_keeps_folds_and_recordings(self):
        self.text("meta/esc50.csv", "filename,fold,target,category,esc10,src_file,take\n"
                  "1-100032-A-0.wav,1,0,dog,True,100032,A\n1-100032-B-0.wav,1,0,dog,True,100032,B\n5-9032-A-0.wav,5,10,rain,True,9032,A\n")
        for name in ("1-100032-A-0", "1-100032-B-0", "5-9032-A-0"):
            self.audio(f"audio/{name}.wav")
        clips = self.clips("esc50")
        self.assertEqual([clip.tags for clip in clips], [("dog",), ("dog",), ("rain",)])
        self.assertEqual(clips[0].recording, clips[1].recording)
        training, held = load_split(clips)
        self.assertEqual((training, held), ([0, 1], [2]))

    def test_audiomnist_names_voice_and_digit_at_48_khz(self):
        self.text("data/audioMNIST_meta.txt", json.dumps({"01": {"gender": "male"}, "10": {"gender": "female"}}))
        self.audio("data/01/3_01_0.wav", 48000)
        self.audio("data/10/7_10_4.wav", 48000)
        clips = self.clips("audiomnist")
        self.assertEqual([clip.caption for clip in clips], ["a man says three", "a woman says seven"])
        self.assertEqual(load_split(clips)[1], [1])
        cache = MelCache(clips, self.root / "corpus", folder_of_cache=self.root / "cache")
        self.assertEqual(cache.mel(0).shape, (128, 21))

    def test_clotho_gives_each_caption_of_a_clip_once(self):
        captions = ",".join(f"caption_{number}" for number in range(1, 6))
        self.text("clotho_captions_development.csv", f'file_name,{captions}\nBoat ramp.wav,"a boat, moored",b,c,d,e\n')
        self.text("clotho_captions_evaluation.csv", f"file_name,{captions}\nRain.wav,a,b,c,d,e\n")
        self.audio("development/Boat ramp.wav")
        self.audio("evaluation/Rain.wav")
        clips = self.clips("clotho")
        self.assertEqual(len(clips), 10)
        self.assertEqual(clips[0].caption, "a boat, moored")
        self.assertEqual(len({clip.recording for clip in clips[:5]}), 1)
        self.assertEqual(load_split(clips)[1], [5, 6, 7, 8, 9])

    def test_audiocaps_passes_over_clips_that_were_never_fetched(self):
        self.text("train.csv", "audiocap_id,youtube_id,start_time,caption\n91139,r1nicOVtvkQ,130,A woman talks\n58146,missing,30,Rain\n")
        self.text("test.csv", "audiocap_id,youtube_id,start_time,caption\n97151,vfY_TJq7n_U,130,Rustling occurs\n")
        self.audio("train/Yr1nicOVtvkQ.wav")
        self.audio("test/97151.wav")
        clips = self.clips("audiocaps")
        self.assertEqual([clip.caption for clip in clips], ["A woman talks", "Rustling occurs"])
        self.assertEqual(load_split(clips)[1], [1])

    def test_fsd50k_takes_licence_and_uploader_from_its_metadata(self):
        self.text("FSD50K.ground_truth/dev.csv", 'fname,labels,mids,split\n64760,"Electric_guitar,Music","/m/02sgy,/m/04rlf",train\n')
        self.text("FSD50K.ground_truth/eval.csv", 'fname,labels,mids\n37199,"Rain,Water","/m/06mb1,/m/0838f"\n')
        self.text("FSD50K.metadata/dev_clips_info_FSD50K.json", json.dumps({"64760": {"license": "CC0-1.0", "uploader": "someone"}}))
        self.audio("FSD50K.dev_audio/64760.wav")
        self.audio("FSD50K.eval_audio/37199.wav")
        clips = self.clips("fsd50k")
        self.assertEqual((clips[0].licence, clips[0].author, clips[0].caption), ("CC0-1.0", "someone", "electric guitar and music"))
        self.assertEqual(clips[1].tags, ("rain",))
        self.assertEqual(load_split(clips)[1], [1])

    def test_folder_needs_only_file_and_caption(self):
        self.text("captions.csv", "file,caption,tags,heldout\nsub/a.wav,an owl at night,bird_call;nonsense,\nb.flac,a gate,,1\n")
        self.audio("sub/a.wav")
        self.audio("b.flac", 22050)
        clips = self.clips("folder")
        self.assertEqual([clip.tags for clip in clips], [("bird_call",), ()])
        self.assertEqual(load_split(clips), ([0], [1]))

    def test_a_wrong_folder_says_what_is_missing(self):
        with self.assertRaisesRegex(SystemExit, "esc50.csv is missing"):
            convert("esc50", self.root, self.root / "corpus")


if __name__ == "__main__":
    unittest.main()
