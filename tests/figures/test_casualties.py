"""People killed, wounded, captured, missing, displaced: sentences and the figures they must give."""

import pytest

CASES = [
    # each group has the number right before its own word
    (
        "At least 20 people dead over 60 injured after a truck bomb exploded.",
        {("killed", 20, None), ("wounded", 60, None)},
    ),
    # one number for a row of plurals
    ("Many women and children were killed in the raid.", {("killed", 3, None)}),
    # the bodies and the hurt that one clause counts
    (
        "The clinic received the bodies of 9 victims as well as 30 injured people.",
        {("killed", 9, 9), ("wounded", 30, 30)},
    ),
    # parts of bodies are no bodies
    ("Body parts lay around the bus after the blast.", set()),
    ("At least 12 of its soldiers were killed, the ministry said.", {("killed", 12, None)}),
    ("The raid killed 48 people and left dozens more wounded.", {("killed", 48, 48), ("wounded", 24, None)}),
    (
        "A 10-year-old girl was killed and three other children injured.",
        {("killed", 1, 1), ("wounded", 3, 3)},
    ),
    (
        "A blast struck a market on Friday, killing 13 and wounding 56 more.",
        {("killed", 13, 13), ("wounded", 56, 56)},
    ),
    ("The death toll rose to 44 from 31.", {("killed", 44, 44)}),
    ("The army put the death toll at at least 70.", {("killed", 70, None)}),
    (
        "A source told the agency that 22 people died and dozens were wounded.",
        {("killed", 22, 22), ("wounded", 24, None)},
    ),
    (
        "Scores of people were killed and injured in the attack.",
        {("killed", 40, None), ("wounded", 40, None)},
    ),
    (
        "The hospital received the bodies of 14 victims as well as 30 injured people.",
        {("killed", 14, 14), ("wounded", 30, 30)},
    ),
    (
        "The number of victims is at least 70; over 130 are injured.",
        {("killed", 70, None), ("wounded", 130, None)},
    ),
    ("The previous death toll was 20 with 50 others injured.", {("killed", 20, 20), ("wounded", 50, 50)}),
    ("More than 5,000 people were evacuated from the two towns.", {("displaced", 5000, None)}),
    ("Some 2,200 residents were evacuated on Friday.", {("displaced", 2200, 2200)}),
    (
        "More than 400,000 people have been killed and millions more displaced.",
        {("killed", 400000, None), ("displaced", 2000000, None)},
    ),
    ("The security force detained three insurgents.", {("captured", 3, 3)}),
    ("One insurgent was killed and several others were detained.", {("killed", 1, 1), ("captured", 3, None)}),
    ("Rebels captured 15 soldiers and two officers.", {("captured", 15, 15), ("captured", 2, 2)}),
    ("The shelling claimed the lives of one Malian soldier and one Tuareg civilian.", {("killed", 1, 1)}),
    ("Nine soldiers lost their lives in the ambush.", {("killed", 9, 9)}),
    (
        "The convoy in which 11 drivers and 14 guards lost their lives was hit twice.",
        {("killed", 11, 11), ("killed", 14, 14)},
    ),
    ("The army says 20 lives were lost.", {("killed", 20, 20)}),
    ("Two peacekeepers paid with their lives.", {("killed", 2, 2)}),
    ("Eleven villagers were hacked to death.", {("killed", 11, 11)}),
    ("Seven people burned to death in the shop.", {("killed", 7, 7)}),
    ("The guards beat three prisoners to death.", {("killed", 3, 3)}),
    ("Police recovered the bodies of two men.", {("killed", 2, 2)}),
    ("The bodies of six miners were found on Sunday.", {("killed", 6, 6)}),
    ("They beheaded two captives.", {("killed", 2, 2)}),
    ("The mayor put the number of dead at 15.", {("killed", 15, 15)}),
    ("The number of people killed has risen to 15, the ministry said.", {("killed", 15, 15)}),
    ("The rights group documented 49 executions.", {("killed", 49, 49)}),
    ("According to the clinic, 1,500 people have been displaced.", {("displaced", 1500, 1500)}),
    ("His brother, 12, was wounded.", {("wounded", 1, 1)}),
    ("In July a suicide bomb killed at least 16 people in Zliten.", {("killed", 16, None)}),
    ("The army killed between three and six rebels.", {("killed", 3, 6)}),
    ("The guard fired at the man and killed him.", {("killed", 1, 1)}),
    ("The fighting resulted in 14 rebels killed.", {("killed", 14, 14)}),
    (
        "Troops killed a rebel commander along with a number of fighters.",
        {("killed", 1, 1), ("killed", 3, None)},
    ),
    ("The attack left 12 dead and 30 wounded.", {("killed", 12, 12), ("wounded", 30, 30)}),
    ("12 dead, 30 wounded in market bombing", {("killed", 12, 12), ("wounded", 30, 30)}),
    (
        "The clashes left at least five people dead, including two children.",
        {("killed", 5, None), ("killed", 2, 2)},
    ),
    ("The army lost 12 soldiers in the battle.", {("killed", 12, 12)}),
    (
        "At least 40 people, 11 of them children, were killed in the strike.",
        {("killed", 40, None), ("killed", 11, 11)},
    ),
    ("The ministry denied that 100 of its troops had been killed in the clashes.", {("killed", 100, 100)}),
    ("Fighting in the north displaced tens of thousands of people.", {("displaced", 20000, None)}),
    ("Two soldiers are missing after the ambush.", {("missing", 2, 2)}),
    ("He said there were casualties on both sides.", {("killed", 1, None)}),
    ("Police said a suicide bomber killed himself and six others.", {("killed", 6, 6)}),
    ("The death toll is expected to rise.", {("killed", 1, None)}),
    ("A roadside bomb killed four members of the security forces.", {("killed", 4, 4)}),
    ("Up to 70 rebels were killed or wounded.", {("killed", None, 70), ("wounded", None, 70)}),
    ("The bombing killed between 10 and 15 people.", {("killed", 10, 15)}),
    ("Gunmen abducted two aid workers and a driver.", {("captured", 2, 2), ("captured", 1, 1)}),
    ("The coalition said it had killed a senior commander.", {("killed", 1, 1)}),
    ("Several dozen were wounded.", {("wounded", 24, None)}),
    # one object that the parse cuts in two is one person
    ("Troops detained one suspected insurgent near Gao.", {("captured", 1, 1)}),
    ("The army killed rebel leader Oumar Koné.", {("killed", 1, 1)}),
    # a body's name with "of" before a person's noun
    ("Troops arrested an Army of the North (ADN) commander in Kati district.", {("captured", 1, 1)}),
    # people are captured wherever they are, ground is not people
    ("Soldiers captured a rebel leader in Kati district.", {("captured", 1, 1)}),
    # whoever is arrested is a person, whatever they do
    ("Police arrested a bomb maker in Mopti.", {("captured", 1, 1)}),
    ("The navy detained an oil tanker off Benghazi.", set()),
    # each verb has its own object, nobody is nobody for both
    ("The soldiers engaged the rebels, killing several and detaining two.", {("killed", 3, None), ("captured", 2, 2)}),
    ("No women or children were injured or detained.", set()),
    (
        "Troops detained a commander along with several of his associates.",
        {("captured", 1, 1), ("captured", 3, None)},
    ),
    # a noun that stands for several people, and those it counts behind "of"
    ("A family of five was killed when a shell hit their house in Donetsk.", {("killed", 5, 5)}),
    ("A couple and their three children died under the rubble.", {("killed", 2, 2), ("killed", 3, 3)}),
    ("Both pilots died.", {("killed", 2, 2)}),
    # a least and a most
    ("At least 12 and as many as 20 villagers were killed.", {("killed", 12, 20)}),
    # parts of the victims, wherever the parse hangs them
    (
        "Gunmen on motorcycles killed 14 people, among them three women, in Dosso.",
        {("killed", 14, 14), ("killed", 3, 3)},
    ),
    ("Of the 23 dead, nine were children.", {("killed", 23, 23), ("killed", 9, 9)}),
    ("Six children were among the dead.", {("killed", 6, 6)}),
    ("A pregnant woman was among 14 people killed.", {("killed", 14, 14), ("killed", 1, 1)}),
    ("At least four nurses were among 11 people killed in Sirte.", {("killed", 11, 11), ("killed", 4, None)}),
    (
        "The shelling left 23 villagers - including nine children - and 16 fighters dead.",
        {("killed", 23, 23), ("killed", 9, 9), ("killed", 16, 16)},
    ),
    ("The raid ended with 12 rebels and three soldiers killed.", {("killed", 12, 12), ("killed", 3, 3)}),
    (
        "The raid left three people dead and five people wounded.",
        {("killed", 3, 3), ("wounded", 5, 5)},
    ),
    ("Eight rebels killed and two soldiers wounded in Gao clash", {("killed", 8, 8), ("wounded", 2, 2)}),
    (
        "Fourteen terrorists were neutralised and three taken prisoner in the forest, the headquarters said.",
        {("killed", 14, 14), ("captured", 3, 3)},
    ),
    (
        "The clashes left a total of 51 people dead, 30 of them militants, the governor's office said.",
        {("killed", 51, 51), ("killed", 30, 30)},
    ),
    # a part belongs to the loss that it is named behind
    ("Kherson: 2 killed, 7 wounded, including a child.", {("killed", 2, 2), ("wounded", 7, 7), ("wounded", 1, 1)}),
    # a joint toll told by its parts
    (
        "The mission received reports of 47 civilian casualties (19 killed and 28 injured) in May.",
        {("killed", 19, 19), ("wounded", 28, 28)},
    ),
    (
        "Medics said the bodies of two children and their grandfather had been brought in.",
        {("killed", 2, 2), ("killed", 1, 1)},
    ),
    # the dead are not evacuated, nobody is no loss
    ("Rescuers pulled 12 bodies from the rubble.", {("killed", 12, 12)}),
    ("No loss of life was recorded on the side of the troops.", set()),
    ("The condition of three of the wounded is critical.", {("wounded", 3, 3)}),
    (
        "The monitor said at least six children were among those killed in nearly 40 air raids on the valley.",
        {("killed", 6, None)},
    ),
    ("The jets left dozens of people injured on Friday.", {("wounded", 24, None)}),
    (
        "More than a quarter of a million people have been killed and more than 10 million displaced.",
        {("killed", 250000, None), ("displaced", 10000000, None)},
    ),
    # who only says of which kind people are
    (
        "The shells hit a school, killing at least 26 people and wounding dozens more, mostly pupils and teachers.",
        {("killed", 26, None), ("wounded", 24, None)},
    ),
    ("A car bomb killed at least 26 displaced people on Friday, the monitor said.", {("killed", 26, None)}),
    ("Fifty militants were killed during infighting among the armed groups.", {("killed", 50, 50)}),
    (
        "Gunmen stormed a bus terminal in Isulan, leaving four passengers dead and at least 13 hurt, police said.",
        {("killed", 4, 4), ("wounded", 13, None)},
    ),
    (
        "The clinic said the number of people killed since Friday had risen to 23, including five medics.",
        {("killed", 23, 23), ("killed", 5, 5)},
    ),
    # numbers that go without their noun, an ordinal alone
    (
        "25 insurgents were killed around Mocimboa and another seven outside Palma.",
        {("killed", 25, 25), ("killed", 7, 7)},
    ),
    (
        "Two police officers were killed and a third was hurt in Tumaco.",
        {("killed", 2, 2), ("wounded", 1, 1)},
    ),
    ("Police said they killed two robbers and arrested a third.", {("killed", 2, 2), ("captured", 1, 1)}),
    # what the count comes to
    ("Three more people died overnight, bringing the total to 48.", {("killed", 3, 3), ("killed", 48, 48)}),
    ("The number of wounded stood at 88.", {("wounded", 88, 88)}),
    # commas lost: the number before the verb, not the speaker behind it; "most of them" counts nobody
    (
        "As a result of the shelling 31 civilians have been killed the Sudanese state news agency reported.",
        {("killed", 31, 31)},
    ),
    (
        "Over 90 Sarhadi fighters most of them non-Malians were killed in the operation.",
        {("killed", 90, None)},
    ),
    (
        "Four people three of them children died and more than twelve people were injured in Marib.",
        {("killed", 4, 4), ("killed", 3, 3), ("wounded", 12, None)},
    ),
    (
        "Other workers were hurt with four children and one man killed in earlier shelling.",
        {("wounded", 1, None), ("killed", 4, 4), ("killed", 1, 1)},
    ),
    # a headline's two counts, others than those told of
    ("UN: 5 peacekeepers killed, 3 hurt in Mali ambush", {("killed", 5, 5), ("wounded", 3, 3)}),
    (
        "Seven worshippers were shot dead and fifteen others wounded in Quetta.",
        {("killed", 7, 7), ("wounded", 15, 15)},
    ),
    # whoever is killed is a person, whatever the noun, unless it is an animal
    ("The mine killed four stonecutters.", {("killed", 4, 4)}),
    ("The mine killed four goats.", set()),
    # an army's losses
    ("The ministry said it lost three tanks and eleven men in the battle.", {("killed", 11, 11)}),
    ("At least one person died and an unspecified number were injured.", {("killed", 1, None), ("wounded", 1, None)}),
    (
        "The toll from the raid stood at 18 dead and 40 injured.",
        {("killed", 18, 18), ("wounded", 40, 40)},
    ),
    (
        "Thirty people died and more than 200 were hurt when the market was shelled.",
        {("killed", 30, 30), ("wounded", 200, None)},
    ),
    # who came over a border, took refuge or left a village is displaced
    ("More than 12,000 people have streamed into the camps of Maban since the raid.", {("displaced", 12000, None)}),
    ("Some 3,000 villagers, mostly women and children, have crossed into Chad.", {("displaced", 3000, 3000)}),
    ("Two thousand Rohingya waded across the Naf river at the weekend.", {("displaced", 2000, 2000)}),
    ("At least 300 families have abandoned their villages around Mopti.", {("displaced", 300, None)}),
    ("Marines flew 46 teachers out of Marawi on Monday.", {("displaced", 46, 46)}),
    ("More than half a million farmers were driven from their homes in Tigray.", {("displaced", 500000, None)}),
    ("The rebels fled the town as the column drew near.", set()),
    # who cannot be found
    ("Six of the drivers were unaccounted for on Tuesday.", {("missing", 6, 6)}),
    ("Two herders remain untraceable.", {("missing", 2, 2)}),
    ("Sixteen loggers vanished in Mindanao last week.", {("missing", 16, 16)}),
    ("Dozens of tenants are buried under the ruins of their block.", set()),
    # who is held or led away
    ("Two Danish engineers have been held by gunmen in Kidal since Sunday.", {("captured", 2, 2)}),
    ("Police said 13 students were being held at a barracks in Mandalay.", {("captured", 13, 13)}),
    ("Fighters carried off seven girls who were fetching water near Arbinda.", {("captured", 7, 7)}),
    ("Soldiers entered the hamlet and led some thirty of the men away.", {("captured", 30, 30)}),
    ("Three of the pilgrims remain in captivity.", {("captured", 3, 3)}),
    (
        "The communiqué spoke of 23 terrorists neutralised and 4 others captured alive.",
        {("killed", 23, 23), ("captured", 4, 4)},
    ),
    # ways to be killed
    # who falls in love or in a well, escapes injury, or is seen to
    ("Six boys fell in love.", set()),
    ("A girl fell in a well.", set()),
    ("Two men escaped injury when a bomb went off.", set()),
    ("The club lost a guard to injury.", set()),
    ("A blast killed a teacher and his wife and his brother.", {("killed", 3, 3)}),
    ("Police tried to arrest a man.", set()),
    ("Gunmen tried to kill the mayor.", set()),
    ("The spokesman admitted that 11 soldiers fell in an ambush near Ulang.", {("killed", 11, 11)}),
    ("Two guards fell ill at the base.", set()),
    ("We mourn eleven fallen and twenty wounded.", {("killed", 11, 11), ("wounded", 20, 20)}),
    ("Five gallant rangers made the supreme sacrifice.", {("killed", 5, 5)}),
    ("Nine invaders went to hell, the militia said.", {("killed", 9, 9)}),
    ("We have buried 16 of our people, six of them women.", {("killed", 16, 16), ("killed", 6, 6)}),
    ("Seven fishermen drowned when a patrol boat rammed their dinghy.", {("killed", 7, 7)}),
    ("Militiamen dragged eight passengers off a bus and shot them dead.", {("captured", 8, 8), ("killed", 8, 8)}),
    (
        "Gunmen on a motorbike shot dead a district chief and two of his guards at dusk.",
        {("killed", 1, 1), ("killed", 2, 2)},
    ),
    ("The army named a further 27 conscripts as having been killed.", {("killed", 27, 27)}),
    ("A gardener was killed by a rocket in Sderot.", {("killed", 1, 1)}),
    ("Villagers carried the bodies of a woman and three boys to the gate.", {("killed", 1, 1), ("killed", 3, 3)}),
    # people, and none of the equipment beside them
    ("Our artillery eliminated 50 occupiers and two mortars.", {("killed", 50, 50)}),
    # ways to be hurt
    ("At least 22 rebels were killed and 36 others suffered injuries.", {("killed", 22, None), ("wounded", 36, 36)}),
    ("The raid killed 12 people and left another 73 with injuries.", {("killed", 12, 12), ("wounded", 73, 73)}),
    ("Thirteen gunners were evacuated with wounds.", {("wounded", 13, 13)}),
    ("Its surgeons had treated 58 wounded.", {("wounded", 58, 58)}),
    ("No fewer than a dozen villagers lost limbs to mines last month.", {("wounded", 12, None)}),
    ("The shelling left three members of one family injured.", {("wounded", 3, 3)}),
    (
        "The rebels said that nine farmers were killed and two others died after suffering burns.",
        {("killed", 9, 9), ("killed", 2, 2)},
    ),
    # parts of the victims, and of others behind them
    (
        "On Monday 214 civilians, 67 children among them, fled Visuvamadu.",
        {("displaced", 214, 214), ("displaced", 67, 67)},
    ),
    ("He spoke of a toll of 19 dead of whom 7 civilians.", {("killed", 19, 19), ("killed", 7, 7)}),
    ("Of the 12 killed, seven were children.", {("killed", 12, 12), ("killed", 7, 7)}),
    (
        "The raids killed 90 people, the monitor said, adding that 23 of them were children.",
        {("killed", 90, 90), ("killed", 23, 23)},
    ),
    (
        "A baker was killed and seven other people, among them two boys, were hurt.",
        {("killed", 1, 1), ("wounded", 7, 7), ("wounded", 2, 2)},
    ),
    # a person and their kin are one group
    ("The shells claimed the lives of a mother and her infant.", {("killed", 2, 2)}),
    ("A commander and his three guards were killed.", {("killed", 1, 1), ("killed", 3, 3)}),
    # what a count is put at, or comes to
    ("The mission put the number of Iraqis killed this month at no less than 1,100.", {("killed", 1100, None)}),
    ("Officials put the dead at 17 and the injured at 60.", {("killed", 17, 17), ("wounded", 60, 60)}),
    ("The guerrillas claim to have inflicted 40 casualties on the battalion.", {("killed", 40, 40)}),
    ("The attack takes their losses since the war began to 404.", {("killed", 404, 404)}),
    ("Police shot two men in Palma and another five outside Pemba were hurt.", {("killed", 2, 2), ("wounded", 5, 5)}),
    (
        "The monitor said 30 rebels were killed around Lashio and another five outside Muse.",
        {("killed", 30, 30), ("killed", 5, 5)},
    ),
    # nobody: whoever denies it denies at least one
    ("No one was hurt, the army said.", {("wounded", 1, None)}),
    ("None of our men have fallen.", {("killed", 1, None)}),
    ("No civilians were harmed.", set()),
    # what the parse ties loosely
    ("He said several militants were believed killed.", {("killed", 3, None)}),
    ('The staff spoke of 50 "terrorists neutralised".', {("killed", 50, 50)}),
    ('"My brother and his two sons were among those killed," he said.', {("killed", 3, 3)}),
    # a limb lost is a wound, a soldier lost is dead
    ("A soldier lost his leg to a landmine.", {("wounded", 1, 1)}),
    ("The clan lost two soldiers in the raid.", {("killed", 2, 2)}),
    # a clause on a place, said by others
    ("The army shelled Rubkona, where doctors said 28 had died.", {("killed", 28, 28)}),
]


@pytest.mark.parametrize(("text", "figures"), CASES, ids=str)
def test_figures(read, text, figures):
    found = {(x.kind, x.low, x.high) for c in read(text).claims for x in c.casualties}
    assert found == figures


WHO = [
    ("The strike killed Abu Omar, a senior commander.", "senior commander"),
    ("The raid killed field commander Issa Diallo.", "field commander"),
    ("The civilian death toll is likely to rise.", "people"),
    ("Hospitals received 14 bodies.", "people"),
    ("At least four nurses were among 11 people killed in Sirte.", "people"),
]


@pytest.mark.parametrize(("text", "who"), WHO, ids=str)
def test_who(read, text, who):
    """The words for the victims: a person's role rather than the name, people where only a toll is named."""
    assert [x.who for c in read(text).claims for x in c.casualties if not x.subset] == [who]
