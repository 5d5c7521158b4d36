#pragma once

#include <cstdint>
#include <string>

namespace jim::synchronisation::expression::impl {

enum class TokenKind : std::uint8_t {
    End,
    Name,
    Text,     ///< A literal, its escapes resolved.
    Whole,    ///< Digits.
    Decimal,  ///< Digits, a point, digits.
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    Not,
    Question,
    Coalesce,
    Colon,
    Comma,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
};

struct Token {
    TokenKind kind = TokenKind::End;
    std::uint32_t column = 0;  ///< In characters, from 1.
    std::string text;          ///< As written; of a Text literal what it means.
};

}  // namespace jim::synchronisation::expression::impl
