from newsprism.text.words import is_foreign, words


def test_a_text_without_hangul_is_foreign():
    assert is_foreign("Le gouvernement annonce 3,5 % de croissance")
    assert is_foreign("日銀、金利を据え置き")
    assert not is_foreign("Fed, 금리 동결")


def test_the_words_of_a_foreign_text_are_its_runs_with_their_places():
    text = "Überschuss: 1,500.5 Mio. in 東京"
    found = [(m.form, m.tag) for m in words(text)]
    assert found == [("Überschuss", "SL"), ("1,500.5", "SN"), ("Mio", "SL"), ("in", "SL"), ("東京", "SH")]
    assert all(text[m.start : m.end] == m.form for m in words(text))
    assert list(words("…!?")) == []
