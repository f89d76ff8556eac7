"""Languages told from short texts."""

from __future__ import annotations

import pytest

from crossclaim.clean import CleaningTables
from crossclaim.clean.language import detect

TEXTS = [
    ("en", "Rebels seized the town on Monday and the army said that it had left two posts."),
    ("en", "UN envoy: Houthi drones hit Marib oil refinery; 3 dead, 12 wounded; Saudi jets respond"),
    ("en", "Russian shelling kills two in Kherson"),
    ("en", "FARC-EP y ELN: two words of Spanish do not make the report of the army Spanish."),
    ("fr", "L'armée malienne a annoncé lundi que les rebelles avaient quitté la ville de Kidal."),
    ("es", "El ejército de Colombia dijo el lunes que los rebeldes se retiraron de la zona con sus armas."),
    ("de", "Die Armee teilte am Montag mit, dass die Rebellen sich aus der Stadt zurückgezogen haben."),
    ("pt", "O exército informou na segunda-feira que os rebeldes se retiraram da cidade e não houve mortos."),
    ("it", "L'esercito ha detto che i ribelli si sono ritirati dalla città e che non ci sono stati morti."),
    (
        "tr",
        "Ordu, pazartesi günü isyancıların kentten çekildiğini ve iki askerin öldüğünü bu metin ile duyurdu.",
    ),
    (
        "id",
        "Tentara mengatakan bahwa pemberontak telah meninggalkan kota itu dan tidak ada korban.",
    ),
    ("sw", "Jeshi la nchi hiyo limesema kwamba waasi wameondoka katika mji wa Goma na watu wawili wameuawa."),
    (
        "az",
        "Müdafiə Nazirliyi bildirib ki, erməni qüvvələri bu gün də atəşkəsi pozub və iki əsgər yaralanıb.",
    ),
    ("ru", "Министерство обороны сообщило, что войска оставили два населённых пункта."),
    ("uk", "Міністерство оборони повідомило, що війська залишили два населені пункти в їхній області."),
    ("ar", "قال الجيش إن المتمردين غادروا المدينة يوم الاثنين"),
    ("fa", "ارتش گفت که شورشیان روز دوشنبه شهر را ترک کردند و پنج نفر کشته شدند"),
    ("he", "הצבא הודיע כי המורדים עזבו את העיר ביום שני"),
    ("zh", "军方表示叛军周一离开了该镇"),
    ("ja", "軍は月曜日に反乱軍が町を去ったと発表した"),
    ("my", "တပ်မတော်က သူပုန်များ မြို့မှ ထွက်ခွာသွားပြီ"),
    ("am", "ሰራዊቱ አማፂያኑ ከተማዋን ለቀው መውጣታቸውን አስታወቀ"),
    ("hy", "Պաշտպանության նախարարությունը հայտնել է կորուստների մասին"),
    ("und", "12 345, 67 %"),
    ("und", ""),
]


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_language(code: str, text: str, tables: CleaningTables) -> None:
    assert detect(text, tables.languages) == code


def test_words_of_no_known_language(tables: CleaningTables) -> None:
    assert detect("blorp quux zand frob wibble " * 20, tables.languages) == "und"
