"""Where a claim's event was: texts, a stretch of the claim, and its place as written."""

import pytest

CASES = [
    # "the attack" is where it was told to be; the north of a region is in it
    (
        "Rebels carried out an attack in Goma. Far away, in Beni, shells hit a school. The attack killed two.",
        "The attack",
        "Goma",
    ),
    (
        "Shells fell in Gao region. The army shelled posts in the north of Kidal region. It said twelve had died in "
        "the region.",
        "twelve",
        "Kidal",
    ),
    # how far something is from a place, where somebody went, and who filed the report place nothing
    (
        "Fighters stormed the base at Kutum. Kutum lies about 170 km (105 miles) north of the state's capital Nyala. "
        "Residents said the rebels had set fire to a clinic in the town.",
        "the rebels had set fire",
        "Kutum",
    ),
    (
        "Fighters stormed the base at Kutum. Soldiers withdrew to Nyala. They burned a clinic in the town.",
        "They burned",
        "Kutum",
    ),
    ("KHARTOUM, June 12 (Gulf Wire) - Rebels shelled Kutum on Monday.", "Rebels shelled", "Kutum"),
    # whose war it is
    ("Chad's five-year civil war was ended by a peace agreement in 2010.", "ended by a peace", "Chad"),
    # the report is of the first sentence that names a place, and not of where somebody was going further down
    (
        "Rebels said that a bomber killed 14 cadets. The bomb on Sunday went off at the Torkham frontier post. The "
        "observers said that the cadets were on their way into Afghanistan, bound for the fort of Gardez in Paktia.",
        "a bomber killed 14",
        "Torkham",
    ),
    (
        "A salvo of rockets at a depot outside the town of Goma on Monday cost lives. The depot that was hit had sent "
        "fuel to patrols west of Sake. The mayor confirmed deaths at the depot.",
        "deaths at the depot",
        "Goma",
    ),
    # the place that lies in another, with no comma or with a possessive that has lost its apostrophe
    (
        "Gunships killed at least 17 herders who drove their cattle away from clashes in western Ethiopias Gambela "
        "region.",
        "killed at least 17",
        "Gambela",
    ),
    ("Jets targeted Aleppos rebel-held Atarib district.", "Jets targeted", "Atarib"),
    # a finer place of the sentence in the same state
    (
        "Troops who hunt the rebels in Mali overran a camp out of which ambushes were laid in the town of Menaka.",
        "overran a camp",
        "Menaka",
    ),
    # what opens a report in a part of a state is told of nearer below
    (
        "Shells fired at a market in eastern Ukraine killed 11 shoppers on Tuesday. The market was in the town of "
        "Kostiantynivka.",
        "killed 11 shoppers",
        "Kostiantynivka",
    ),
    # the base that was spoken of, whatever place was named since
    (
        "Drones hit a naval base near Hodeidah at noon on Tuesday. The base had guarded convoys south of Mocha. "
        "Nine sailors were killed at the base.",
        "Nine sailors were killed",
        "Hodeidah",
    ),
    # a sentence about long ago says nothing of where the news is from
    (
        "Chemicals were used in an attack on Friday, medics said. Rebels had used such weapons in Aleppo in 2013. "
        "Seventy people died. Doctors in Idlib asked for drugs.",
        "Seventy people died",
        "Idlib",
    ),
    # those who are from somewhere set no scene
    (
        "Shells hit a bus near Aleppo on Friday. Most passengers were residents of villages in Idlib province. Nine "
        "people were wounded.",
        "Nine people were wounded",
        "Aleppo",
    ),
    # where the witnesses are: of a town, or speaking from it
    ("Clashes went on in Sirte. Residents of Ubari said gunmen had seized 12 officers.", "gunmen had seized", "Ubari"),
    (
        "Clashes went on in Pibor. Speaking by satellite phone from Akobo, Commissioner Kuol Both said that armed "
        "youth attacked the barracks.",
        "armed youth attacked",
        "Akobo",
    ),
    # the town is the place that the sentence calls so
    (
        "Rebels left the besieged town of Rutshuru north of Goma on Friday. A fighter said that the army shelled the "
        "last road into the town.",
        "the army shelled",
        "Rutshuru",
    ),
    # the words of one name that all hang on the same word
    ("Fighting between herders and farmers in Blue Nile State left 12 people dead.", "12 people dead", "Blue Nile"),
    # a part of a state is ground
    ("The raid on southern Chad killed 12 people.", "killed 12 people", "Chad"),
    # what a whole war has cost is of the state, whichever town the news is from
    (
        "Jets bombed Lashio on Friday. Mortars hit a school in Lashio. More than 4,000 people have been killed since "
        "the war in Myanmar began in 2021.",
        "4,000 people have been killed",
        "Myanmar",
    ),
    (
        "Jets bombed Lashio in Myanmar on Friday. Mortars hit a school in Lashio. More than 4,000 people have been "
        "killed since the junta seized power.",
        "4,000 people have been killed",
        "Myanmar",
    ),
    ("Colombia's conflict has killed at least 90,000 people since 1985.", "killed at least", "Colombia"),
    # and what happened since Monday is not
    (
        "Jets bombed Lashio in Myanmar on Friday. Mortars hit a school in Lashio. 120 people have been killed since "
        "Monday.",
        "120 people have been killed",
        "Lashio",
    ),
    # a call that follows right behind is about the place just named, not that of most violence
    (
        "Shells hit Bunia. Shells hit a school in Bunia. Rebels attacked Mahagi. The bishop urged all sides to stop "
        "the fighting.",
        "urged all sides",
        "Mahagi",
    ),
    # a sentence that makes no claim sets the scene for the one behind it
    (
        "Shells killed two boys in Bunia on Thursday. Shells hit a school in Bunia.\n\nDuring a sweep in Djugu "
        "territory, troops came upon six drums of fuel. The depot was destroyed on the spot.",
        "The depot was destroyed",
        "Djugu",
    ),
    (
        "Gunmen shot three traders in Menaka on Friday. Gunmen shot a boy in Menaka.\n\nThe post of Ansongo was the "
        "target of an assault. Some forty attackers were killed.",
        "forty attackers were killed",
        "Ansongo",
    ),
    # a quiet heading of a page sets none
    (
        "Rebels shelled Wau on Friday.\nAt Torit, a look back\nNine people were killed, doctors said.",
        "Nine people were killed",
        "Wau",
    ),
    # a district, a river or a valley is coarser than the town that is named with it
    ("Jets bombed the Panjshir valley town of Rukha at dawn.", "Jets bombed", "Rukha"),
    ("Agents detained two men in Khogyani district, Nangarhar province, on Friday.", "detained two men", "Khogyani"),
    # what is said to be in a part of the state is not put at the place last named
    (
        "Gunmen killed two guards in Herat on Thursday.\n\nA soldier died after a mine attack in northern "
        "Afghanistan on Friday.",
        "A soldier died",
        "Afghanistan",
    ),
    # the place of most of a report's violence is the place of all that names none
    (
        "A bomb exploded in Goma on Friday. The blast in Goma was heard in Gisenyi across the border. Police said "
        "that 12 people were killed.",
        "12 people were killed",
        "Goma",
    ),
    # where the speaker is, is not where it happened
    ("Shells fell on Avdiivka. Two people were killed, officials in Kyiv said.", "Two people were killed", "Avdiivka"),
    # nor where another act of the sentence went to
    (
        "Gunmen attacked a convoy taking families from Kidal to Bamako. The attack took place near Mopti, "
        "the army said.",
        "Gunmen attacked",
        "Mopti",
    ),
    # a name in a compound is no place
    ("Tehran-backed fighters shelled the town. The shelling hit Marib.", "Tehran-backed fighters shelled", "Marib"),
    # a quarter that no gazetteer knows is finer than its city
    ("A car bomb exploded in the Zubanda quarter of Maiduguri.", "A car bomb", "Zubanda"),
    # and is where all is that names no place, though its city is named as often
    (
        "Rebels shelled Mopti on Friday. The shells hit the Zubanda quarter of Mopti. The army said that 12 people "
        "were killed.",
        "12 people were killed",
        "Zubanda",
    ),
    # a denial stands where the claim that it denies does
    (
        "Clashes went on in Donetsk region on Friday. Russia said its troops took the village of Kalynove. Ukraine "
        "denied that Russian troops had captured any village.",
        "Russian troops had captured",
        "Kalynove",
    ),
    # words that mean a place named before, where something was; a capital that is its government is none
    (
        "Rebels shelled Garissa on Friday. The militia cooperates with Nairobi. Two people died when bombs fell in the "
        "city.",
        "Two people died",
        "Garissa",
    ),
    (
        "Shells hit the market in Maroua. Rebels attacked a wedding at Bogo. Nine people died there.",
        "Nine people died",
        "Bogo",
    ),
    (
        "Rebels burned shops in Kananga. Soldiers clashed with a militia near Tshikapa. "
        "Eight soldiers were killed in this area.",
        "Eight soldiers were killed",
        "Tshikapa",
    ),
    ("Some 900 people fled Kitgum after rebels entered the town.", "rebels entered the town", "Kitgum"),
    (
        "The United Nations called on both sides to open the roads into Malakal, where 900 people have been displaced.",
        "900 people have been displaced",
        "Malakal",
    ),
    # part of a body's or a person's name
    (
        "On Friday the Loikaw Defence Force ambushed a convoy near Demoso.",
        "ambushed a convoy",
        "Demoso",
    ),
    # where a speaker speaks from is not where it was
    (
        "Soldiers clashed with guerrillas in Arauquita on Tuesday. Five rebels died, the army said from Bogota.",
        "Five rebels died",
        "Arauquita",
    ),
    # where those are who tell of it
    (
        "Rockets fell on Latakia, killing two. Police in Tartus said three men had been arrested with explosives.",
        "three men had been arrested",
        "Tartus",
    ),
    # told right behind it
    (
        "Mortars hit Sinuni, and two died. Rebels shelled Sinuni again on Friday. In Baiji gunmen killed nine farmers. "
        "Four others were wounded.",
        "Four others were wounded",
        "Baiji",
    ),
]


@pytest.mark.parametrize(("text", "quote", "place"), CASES, ids=[c[1] for c in CASES])
def test_place(read, text, quote, place):
    claims = [c for c in read(text).claims if quote in text[c.start - 30 if c.start > 30 else 0 : c.end]]
    assert claims
    assert claims[0].place is not None
    assert claims[0].place.text == place


def test_captions_claim_nothing(read):
    text = "Rebels shelled Taiz on Monday. This photo taken on Tuesday shows smoke after a blast in Aden."
    assert [c.event.type for c in read(text).claims] == ["shelling"]
