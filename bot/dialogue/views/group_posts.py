"""Group posts: the post of a day, the sum of a week, and the end of a roadmap."""

from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Block,
    Button,
    Heading,
    Link,
    Mono,
    Paragraph,
    Quote,
    Reply,
    Role,
    Strong,
)
from bot.dialogue.views.group_card import ROLE
from bot.dialogue.views.group_words import freezes_left, past_words, today_words
from bot.dialogue.views.listed import LINE
from bot.dialogue.views.study_group import done_button
from bot.dialogue.views.words import (
    cut,
    next_button,
    path_words,
    quantity,
    streak_words,
    title_line,
    weekday_words,
)
from core.group import Group
from core.quorum import QuorumStreak
from core.roadmap import Resource
from core.use_cases.live import FinishedShown, PostShown, PostWithdrawn, RestShown, WeekShown

_TITLE = 200
_PATH = 200
_HINT = 200
_LINK = 80
_LINKS = 1000
"""Characters of all links with their addresses, so that a post is one message."""


def group_post(shown: PostShown) -> Reply:
    """Show the topic of a date, and how many studied on it."""
    topic, group = shown.topic, shown.group
    count = past_words if shown.over else today_words
    details = Call("study details", {"group": group.id, "topic": topic.id})
    return Reply(
        blocks=(
            Heading((Strong(f"#{topic.number}"), " ", *title_line(topic, _TITLE))),
            *_called(group),
            _where(shown),
            *((Paragraph(("Hint: ", Strong(cut(topic.hint, _HINT)))),) if topic.hint else ()),
            *_links(topic.resources),
            *_pause(shown),
            Paragraph((count(shown.studied, shown.needed),)),
            *_streak(shown.streak),
            *_aside(shown),
        ),
        buttons=((done_button(group, topic), Button("Details", details), next_button("My next")),),
    )


def post_withdrawn(shown: PostWithdrawn) -> Reply:
    """Say that the topic of a post is not to be done any more, and why."""
    title = cut(shown.title, LINE)
    why = (
        ("The group has gone on to ", Strong(title), ".")
        if shown.moved_on
        else ("The topic of this post has left ", Strong(title), ".")
    )
    return Reply(
        blocks=(Paragraph(why), Paragraph(("Nothing has to be done for this day.",))),
        buttons=((next_button("My next"),),),
    )


def group_rests(shown: RestShown) -> Reply:
    """Say why a group rests, and how it goes on."""
    if shown.unseen:
        choose = Call("study settings", {"group": shown.group.id, "show": "roadmap"})
        return Reply(
            blocks=(
                Paragraph(("This study group rests: not all here see its roadmap any more.",)),
                Quote(("Who manages this chat chooses another one. What you did stays yours.",)),
            ),
            buttons=((Button("Choose a roadmap", choose),),),
        )
    return Reply(
        blocks=(
            Paragraph(("Nobody has studied here for two weeks, so I rest. All is kept.",)),
            Quote(("Who manages this chat wakes me: ", Mono("/study here"))),
        ),
        buttons=((next_button("My next"),),),
    )


def group_week(shown: WeekShown) -> Reply:
    """Sum a week up, naming nobody."""
    first, last = weekday_words(shown.first), weekday_words(shown.last)
    topics = f"{quantity(shown.topics, 'topic')} done by {quantity(shown.people, 'member')}"
    counted = f"{shown.days_counted} of {quantity(shown.days, 'day')} counted"
    return Reply(
        blocks=(
            Heading((f"Your week: {first} to {last}",)),
            *_title(shown.roadmap_title),
            Paragraph((f"{topics}. {counted}.",)),
            *_streak(shown.streak),
        ),
        buttons=((Button("Board", _board(shown.group)),),),
    )


def group_finished(shown: FinishedShown) -> Reply:
    """Celebrate that a group has come to the end of its roadmap, and say what can come."""
    longest = shown.streak.longest
    run = f" The group's longest streak is {quantity(longest, 'day')}." if longest else ""
    return Reply(
        blocks=(
            Heading(("The group has come to the end!",)),
            *_title(shown.roadmap_title),
            Paragraph((f"It took {quantity(shown.posts, 'post')}.{run}",)),
            Quote(
                (
                    "Each of you can go on alone. Who manages this chat chooses what comes: ",
                    Mono("/study settings"),
                )
            ),
        ),
        buttons=((next_button("My next"), Button("Board", _board(shown.group))),),
    )


def _title(title: str | None) -> tuple[Block, ...]:
    return () if title is None else (Paragraph((Strong(cut(title, LINE)),)),)


def _pause(shown: PostShown) -> tuple[Block, ...]:
    if shown.studied or shown.members or not shown.group.members or shown.over:
        return ()
    return (Paragraph(("Everybody here is in a pause.",)),)


def _board(group: Group) -> Call:
    return Call("board", {"group": group.id})


def _called(group: Group) -> tuple[Block, ...]:
    role = group.plan.role
    return () if role is None else (Paragraph(("For ", Role(role, ROLE))),)


def _where(shown: PostShown) -> Paragraph:
    place, path = shown.place_in_section, path_words(shown.topic.path)
    position = f"{place.position} of {place.count}"
    return Paragraph((f"{cut(path, _PATH)} · {position}" if path else position,))


def _links(resources: tuple[Resource, ...]) -> tuple[Block, ...]:
    """Give links while there is room, and say how many more there are."""
    links: list[Block] = []
    room = _LINKS
    for each in resources:
        words = cut(each.text or each.url, _LINK)
        room -= len(words) + len(each.url)
        if room < 0:
            break
        links.append(Link(words, each.url))
    more = len(resources) - len(links)
    if more:
        links.append(Paragraph((f"and {quantity(more, 'more link')} in the details",)))
    return tuple(links)


def _streak(streak: QuorumStreak) -> tuple[Block, ...]:
    if not streak.current:
        return ()
    words = f"{streak_words(streak.current)}, {freezes_left(streak.freezes)}"
    return (Paragraph((f"The group's streak: {words}.",)),)


def _aside(shown: PostShown) -> tuple[Block, ...]:
    """Say what is out of the ordinary."""
    words = []
    if shown.late:
        words.append("This comes late, since I was away at its time.")
    if shown.times > 1:
        words.append(f"Post {shown.times} on this topic, until enough have done it.")
    return (Quote((" ".join(words),)),) if words else ()
