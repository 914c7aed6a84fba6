"""Who walked, by name, unless they stay unnamed."""

from __future__ import annotations

from sqlalchemy import ColumnElement, case, exists, or_

from storage import people_tables
from storage.findings import issue
from storage.statements import chat, person, walk
from storage.tables import table

volunteer = table(people_tables.Volunteer)


def walker_name() -> ColumnElement[str]:
    """The name of who walked `walk`, in a query of walks, chats and persons.

    Empty where they stay unnamed always, and where an issue of that walk was entered without
    a name: the walk's would tell it.
    """
    always = exists().where(volunteer.c.person_id == chat.c.person_id, volunteer.c.anonymous)
    here = exists().where(issue.c.walk_id == walk.c.id, issue.c.anonymous)
    return case((or_(always, here), ""), else_=person.c.name)
