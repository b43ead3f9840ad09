from __future__ import annotations

import pytest

from intercut.domain.encodings import Guess, decode, guess

JAPANESE = "INT. 台所 - DAY\n\n太郎がテーブルに座っている。窓の外は雨。\n\n@花子\nどうして？\n"
RUSSIAN = "ИНТ. КУХНЯ - ДЕНЬ\n\nАнна сидит за столом и смотрит в окно.\n\nАННА\nТы опять опоздал.\n"
FEW = "INT. KITCHEN - DAY\n\nАнна сидит.\n\nANNA\nПривет.\n"
UKRAINIAN = "INT. КУХНЯ - DAY\n\nГанна сидить за столом і дивиться у вікно. Її чекає їжа.\n"
SIMPLIFIED = "INT. 厨房 - DAY\n\n李明坐在桌子旁边，看着窗外。\n\n@李明\n你今天为什么不去上学？\n"
TRADITIONAL = "INT. 廚房 - DAY\n\n李明坐在桌子旁邊，看著窗外。\n\n@李明\n你今天為什麼不去上學？\n"
KOREAN = "INT. 부엌 - DAY\n\n민수가 식탁에 앉아 있다.\n\n@민수\n오늘은 학교에 가기 싫어.\n"
GREEK = "INT. ΚΟΥΖΙΝΑ - DAY\n\nΗ Άννα κάθεται στο τραπέζι και κοιτάζει έξω.\n\n@ΑΝΝΑ\nΓιατί;\n"
HEBREW = "INT. מטבח - DAY\n\nאנה יושבת ליד השולחן ומסתכלת מהחלון.\n\n@אנה\nלמה איחרת שוב?\n"
ARABIC = "INT. مطبخ - DAY\n\nآنا تجلس على الطاولة وتنظر من النافذة.\n"
THAI = "INT. ครัว - DAY\n\nสมชายนั่งอยู่ที่โต๊ะ มองออกไปนอกหน้าต่าง\n"
FRENCH = (
    "INT. CAFÉ - DAY\n\nÉlodie s’assied près de la fenêtre — à côté du garçon.\n\nÉLODIE\nÇa va ?\n"
)
ENGLISH = "INT. KITCHEN - DAY\n\nAnn can’t find the door—it’s locked.\n\nANN\n“Hello?”\n"
GERMAN = "INT. KÜCHE - DAY\n\nJürgen öffnet die Tür. „Grüß Gott“, sagt er – und geht.\n"
SPANISH = "INT. COCINA - DÍA\n\n¿Dónde está el niño? ¡Aquí! Él costó £20 – 30 €.\n"
POLISH = "INT. KUCHNIA - DAY\n\nŻaneta siedzi przy stole. Łóżko jest złamane.\n\nŻANETA\nSpóźniłeś się?\n"
CZECH = "INT. KUCHYNĚ - DAY\n\nPříliš žluťoučký kůň úpěl ďábelské ódy. Anna se dívá z okna.\n"
HUNGARIAN = "INT. KONYHA - DAY\n\nŐ az ablaknál ül, és kinéz. A fiú később űrhajóról álmodik.\n"
TURKISH = (
    "INT. MUTFAK - DAY\n\nAyşe masada oturuyor ve dışarı bakıyor.\n\nAYŞE\nNeden geç kaldın?\n"
)

SAVED = [
    *((JAPANESE, c) for c in ("cp932", "euc_jp", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")),
    *((RUSSIAN, c) for c in ("cp1251", "koi8-r", "cp866", "mac_cyrillic", "iso8859-5")),
    *((FEW, c) for c in ("cp1251", "koi8-r", "cp866")),
    *((UKRAINIAN, c) for c in ("cp1251", "koi8-u")),
    (SIMPLIFIED, "gb18030"),
    (TRADITIONAL, "big5"),
    (KOREAN, "euc-kr"),
    *((GREEK, c) for c in ("cp1253", "iso8859-7")),
    (HEBREW, "cp1255"),
    (ARABIC, "cp1256"),
    (THAI, "cp874"),
    *((FRENCH, c) for c in ("cp1252", "mac_roman")),
    *((ENGLISH, c) for c in ("cp1252", "mac_roman", "utf-16-le", "utf-16-be")),
    *((GERMAN, c) for c in ("cp1252", "mac_roman")),
    (GERMAN.translate({ord(c): None for c in "„“–"}), "cp850"),
    (SPANISH, "cp1252"),
    *((POLISH, c) for c in ("cp1250", "iso8859-2")),
    *((CZECH, c) for c in ("cp1250", "iso8859-2")),
    (HUNGARIAN, "cp1250"),
    (TURKISH, "cp1254"),
    ("INT. CAFÉ - DAY\n\nANN\nHi.\n", "cp1252"),
    ("INT. PUB - DAY\n\nA £5 note at 20 °C.\n", "cp1252"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codec"), SAVED, ids=[f"{t[5:11]} {c}" for t, c in SAVED])
def test_what_a_writer_saved_is_read_as_it_was_written(text: str, codec: str) -> None:
    data = text.encode(codec)
    found = guess(data)
    assert found is not None
    assert decode(data, found.codec) == text
    assert found.odd == 0
    assert found.sample


@pytest.mark.parametrize("text", [JAPANESE, RUSSIAN, KOREAN, CZECH])
def test_a_long_script_is_told_by_its_first_telling_lines(text: str) -> None:
    codec = {JAPANESE: "cp932", RUSSIAN: "cp1251", KOREAN: "cp949", CZECH: "cp1250"}[text]
    data = (text * 3_000).encode(codec)
    found = guess(data)
    assert found is not None
    assert decode(data, found.codec) == text * 3_000


@pytest.mark.parametrize(
    "data",
    [
        "INT. 家 - DAY\n\nANN\nHi.\n".encode("cp932"),  # two bytes tell nothing
        b"INT. \xe1\xff\x81\xfe\x90\xd0\x9d\xac - DAY\n",
        b"INT. A\xac\xb8\x8f\x81 - DAY\n",
    ],
)
def test_letters_that_make_no_sense_anywhere_are_not_guessed_at(data: bytes) -> None:
    assert guess(data) is None


def test_a_stray_byte_in_a_long_script_does_not_stop_it() -> None:
    data = b"INT. HALL - DAY\n\nA\xacnn waits.\n" + b"Ann waits on and on.\n" * 100
    found = guess(data)
    assert isinstance(found, Guess)
    assert found.western
    assert found.odd == 1


def test_letters_of_two_languages_where_letters_stand_are_western() -> None:
    text = "Ñandú meets Þór and Müller at Čáp's, señor.\n".replace("Č", "ß")
    found = guess(text.encode("cp1252"))
    assert found is not None
    assert found.western
