from newsprism.text.ko.frequencies import frequencies


def test_common_words_have_a_share_and_rare_ones_none():
    table = frequencies()
    assert len(table) > 1000
    assert all(0 < share < 1 for share in table.values())
    assert table["한국"] > 0.01
    assert "나루항" not in table
    assert not any(name.startswith("#") for name in table)
