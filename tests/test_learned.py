"""What a portal repeats at a place of its own is furniture; what its articles repeat is not."""

from dataclasses import replace
from datetime import UTC, datetime

from crawler.extraction import article, learned
from crawler.extraction.learned import Sample
from storage.models import Extraction, Profile

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
TOPICS = [
    "đường truyền số liệu",
    "trạm phát sóng",
    "đài truyền thanh xã",
    "cổng dịch vụ công",
    "bưu cục huyện",
    "báo chí địa phương",
    "chữ ký số",
    "mạng nội bộ",
]
SLOGAN = "Chuyên trang do Trung tâm biên soạn, mời quý vị gửi tin, bài cộng tác về hộp thư của tòa soạn."
SENTENCE = "Các cơ quan, đơn vị báo cáo kết quả thực hiện về Sở trước ngày 25 hằng tháng để tổng hợp."


def sample(number: int) -> Sample:
    """One of the portal's articles: own text, and a caption, a sentence and a signature that all of them share."""
    topic = TOPICS[number]
    html = f"""<html><head><meta charset="utf-8"><title>Kiểm tra {topic} tại cơ sở</title></head><body><div class="khung">
    <h1>Kiểm tra {topic} tại cơ sở</h1>
    <div class="gio">0{number + 1}/03/2024 08:15</div><div class="bai">
    <p>Sáng nay, đoàn công tác của Sở đã kiểm tra {topic} tại một số xã vùng sâu của huyện.</p>
    <p><img src="a.jpg"></p><p style="text-align:center"><em>Quang cảnh hội nghị</em></p>
    <p>Theo báo cáo, hiện {topic} đã được đầu tư ở {number + 3} xã.</p><p>{SENTENCE}</p>
    <div class="loi-ngo">{SLOGAN}</div><p style="text-align:right"><strong>Thu Hà</strong></p></div></div></body></html>"""
    return Sample(html.encode(), {}, f"https://tinh.gov.vn/tin/{number}.html")


def lines(profile: Profile, number: int) -> tuple[str, ...]:
    one = sample(number)
    found = article.extract(one.body, one.headers, one.url, profile, NOW)
    assert isinstance(found, Extraction)
    return found.blocks


def test_a_repeated_block_at_its_own_place_is_learned() -> None:
    """The slogan goes; sentence, caption and signature, which stand among the article's own paragraphs, stay."""
    profile = learned.learn([sample(number) for number in range(6)], Profile())
    before, after = lines(Profile(), 7), lines(profile, 7)

    assert SLOGAN in before
    assert list(after) == [line for line in before if line != SLOGAN]
    assert {SENTENCE, "Quang cảnh hội nghị", "Thu Hà"} <= set(after)


def test_a_version_counts_changes_of_furniture() -> None:
    """Learning the same again changes nothing."""
    samples = [sample(number) for number in range(6)]
    first = learned.learn(samples, Profile())
    second = learned.learn(samples, first)

    assert first.version == 1
    assert first.furniture
    assert second == first


def test_few_or_equal_pages_teach_nothing() -> None:
    """Two articles prove nothing, and one page fetched six times is one page."""
    two = learned.learn([sample(0), sample(1)], Profile())
    copies = learned.learn([replace(sample(0), url=f"https://tinh.gov.vn/ban-sao/{number}") for number in range(6)], Profile())

    assert two.furniture == ()
    assert copies.furniture == ()
    assert copies.learned_from == 1


SHARED = "Chung tay cải cách hành chính vì sự hài lòng của người dân"


def page_of(number: int) -> Sample:
    """One article of a portal whose pages all show one line as large as a headline, where the articles' own headlines are plain lines."""
    topic = TOPICS[number]
    html = f"""<html><head><meta charset="utf-8"><title>Tin tức</title></head><body><h2>{SHARED}</h2><div>
    <div>Đoàn công tác kiểm tra {topic} ở các xã</div><div>0{number + 1}/03/2024 08:15</div>
    <p>Sáng nay, đoàn công tác của Sở đã kiểm tra {topic} tại một số xã vùng sâu của huyện cùng lãnh đạo địa phương.</p>
    <p>Theo báo cáo, hiện {topic} đã được đầu tư ở {number + 3} xã, phần còn lại sẽ làm xong trong năm nay.</p></div></body></html>"""
    return Sample(html.encode(), {}, f"https://tinh.gov.vn/xem?id={number}")


def title(profile: Profile, number: int) -> str:
    one = page_of(number)
    found = article.extract(one.body, one.headers, one.url, profile, NOW)
    assert isinstance(found, Extraction)
    return found.title


def test_a_headline_that_many_articles_share_is_none() -> None:
    profile = learned.learn([page_of(number) for number in range(6)], Profile())

    assert title(Profile(), 7) == SHARED
    assert title(profile, 7) == f"Đoàn công tác kiểm tra {TOPICS[7]} ở các xã"
    assert profile.version == 1
    assert learned.known_on(page_of(7), profile)
    assert not learned.known_on(sample(7), profile)
    assert learned.learn([page_of(number) for number in range(6)], profile) == profile


def test_a_headline_that_many_share_is_taken_where_there_is_no_other() -> None:
    profile = learned.learn([page_of(number) for number in range(6)], Profile())
    html = page_of(1).body.decode().replace(f"<div>Đoàn công tác kiểm tra {TOPICS[1]} ở các xã</div>", "")
    found = article.extract(html.encode(), {}, "https://tinh.gov.vn/xem?id=1", profile, NOW)
    assert isinstance(found, Extraction)
    assert found.title == SHARED


def test_headlines_that_two_articles_have_are_theirs() -> None:
    """Two invitations of one name among other articles are no furniture."""
    double = [sample(0), Sample(sample(0).body.replace("vùng sâu".encode(), "vùng xa".encode()), {}, "https://tinh.gov.vn/tin/99.html")]
    profile = learned.learn([*double, *(sample(number) for number in range(1, 6))], Profile())
    assert not any(mark.startswith("headline|") for mark in profile.furniture)
