"""The ten questions as a bare aiogram bot asks them."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.filters import CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.telegram.talk import CHECK, COMPLETE, CONFIRM, QUESTION, QUESTIONS


class Walk(StatesGroup):
    """Where a person is."""

    asked = State()
    checking = State()


router = Router()


@router.message(CommandStart())
async def begin(message: Message, state: FSMContext) -> None:
    await state.set_state(Walk.asked)
    await state.set_data({"answers": []})
    await message.answer(QUESTION.format(1))


@router.message(StateFilter(Walk.asked), F.text)
async def answered(message: Message, state: FSMContext) -> None:
    data: dict[str, Any] = await state.get_data()
    answers = [*data["answers"], message.text]
    await state.set_data({"answers": answers})
    if len(answers) < QUESTIONS:
        await message.answer(QUESTION.format(len(answers) + 1))
        return
    await state.set_state(Walk.checking)
    button = InlineKeyboardButton(text="Confirm", callback_data=CONFIRM)
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
    await message.answer("\n".join([CHECK, *answers]), reply_markup=keyboard)


@router.callback_query(StateFilter(Walk.checking), F.data == CONFIRM)
async def confirmed(query: CallbackQuery, state: FSMContext) -> None:
    data = await state.get_data()
    await query.answer()
    await state.set_state(None)
    if isinstance(query.message, Message):
        await query.message.answer(f"{COMPLETE}: {len(data['answers'])} answers")
