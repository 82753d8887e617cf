"""Members: what somebody is in a chat, and may do there."""

from tests.telegram_bed.asked import Json
from tests.telegram_bed.chats import Standing

_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_TAKEN = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def member(user: Json, standing: Standing) -> Json:
    """Tell of somebody in a chat as Telegram does."""
    told: Json = {"status": standing.value, "user": user}
    match standing:
        case Standing.MEMBER | Standing.LEFT:
            return told
        case Standing.KICKED:
            return told | {"until_date": 0}
        case Standing.ADMINISTRATOR:
            return told | dict.fromkeys(_RIGHTS, False)
        case Standing.RESTRICTED:
            return told | {"is_member": True, "until_date": 0} | dict.fromkeys(_TAKEN, False)
