#include "synchronisation/expression/impl/Lexer.hpp"

#include "synchronisation/expression/impl/Failure.hpp"
#include "synchronisation/expression/impl/Utf8.hpp"

#include <array>
#include <optional>

namespace jim::synchronisation::expression::impl {
namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

struct Symbol {
    std::string_view text;
    TokenKind kind;
};

/// Longer ones first.
constexpr std::array<Symbol, 22> kSymbols{{
    {"==", TokenKind::Equal},
    {"!=", TokenKind::NotEqual},
    {"<=", TokenKind::LessOrEqual},
    {">=", TokenKind::GreaterOrEqual},
    {"&&", TokenKind::And},
    {"||", TokenKind::Or},
    {"??", TokenKind::Coalesce},
    {"+", TokenKind::Plus},
    {"-", TokenKind::Minus},
    {"*", TokenKind::Star},
    {"/", TokenKind::Slash},
    {"%", TokenKind::Percent},
    {"<", TokenKind::Less},
    {">", TokenKind::Greater},
    {"!", TokenKind::Not},
    {"?", TokenKind::Question},
    {":", TokenKind::Colon},
    {",", TokenKind::Comma},
    {"(", TokenKind::OpenParenthesis},
    {")", TokenKind::CloseParenthesis},
    {"[", TokenKind::OpenBracket},
    {"]", TokenKind::CloseBracket},
}};

/// What people write who know other languages, and what to write here.
std::string_view hintFor(char c) {
    switch (c) {
        case '=':
            return "; compare with ==";
        case '&':
            return "; 'and' is &&, and texts are joined with +";
        case '|':
            return "; 'or' is ||";
        case '\'':
            return "; texts stand in double quotes";
        case '.':
            return "; a decimal number starts with a digit";
        default:
            return "";
    }
}

class Lexer {
public:
    explicit Lexer(std::string_view source) : source_(source) {}

    base::Result<std::vector<Token>> run() {
        while (true) {
            skipBlanks();
            if (at_ == source_.size()) break;
            JIM_TRY(next());
        }
        add(TokenKind::End, {});
        return std::move(tokens_);
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
    }
    void advance(std::size_t bytes) {
        column_ += codePoints(source_.substr(at_, bytes));
        at_ += bytes;
    }
    void add(TokenKind kind, std::string_view text) {
        tokens_.push_back({kind, static_cast<std::uint32_t>(column_), std::string{text}});
    }
    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n') advance(1);
    }

    base::Status next() {
        if (isLetter(peek())) return name();
        if (isDigit(peek())) return number();
        if (peek() == '"') return text();
        for (const auto& symbol : kSymbols) {
            if (!source_.substr(at_).starts_with(symbol.text)) continue;
            add(symbol.kind, symbol.text);
            advance(symbol.text.size());
            return {};
        }
        const auto what = source_.substr(at_, offsetOf(source_.substr(at_), 1));
        return failAt(column_, "'{}' means nothing here{}.", what, hintFor(peek()));
    }

    base::Status name() {
        std::size_t length = 1;
        while (isLetter(peek(length)) || isDigit(peek(length))) ++length;
        add(TokenKind::Name, source_.substr(at_, length));
        advance(length);
        return {};
    }

    base::Status number() {
        std::size_t length = 1;
        while (isDigit(peek(length))) ++length;
        const bool fraction = peek(length) == '.' && isDigit(peek(length + 1));
        if (fraction)
            for (++length; isDigit(peek(length));) ++length;
        if (isLetter(peek(length)))
            return failAt(column_, "a number ends before a letter: '{}'.",
                          source_.substr(at_, length + 1));
        add(fraction ? TokenKind::Decimal : TokenKind::Whole, source_.substr(at_, length));
        advance(length);
        return {};
    }

    base::Status text() {
        Token token{TokenKind::Text, static_cast<std::uint32_t>(column_), {}};
        advance(1);
        while (peek() != '"') {
            if (at_ == source_.size())
                return failAt(token.column, "this text has no closing quote.");
            if (peek() == '\\') {
                const auto meant = escape(peek(1));
                if (!meant)
                    return failAt(column_,
                                  "in a text, \\ goes before \", \\, n, r or t only; "
                                  "write \\\\ for a backslash.");
                token.text += *meant;
                advance(2);
                continue;
            }
            const auto piece = source_.substr(at_, offsetOf(source_.substr(at_), 1));
            token.text += piece;
            advance(piece.size());
        }
        advance(1);
        tokens_.push_back(std::move(token));
        return {};
    }

    static std::optional<char> escape(char c) {
        switch (c) {
            case '"':
            case '\\':
                return c;
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            default:
                return std::nullopt;
        }
    }

    std::string_view source_;
    std::size_t at_ = 0;
    std::size_t column_ = 1;
    std::vector<Token> tokens_;
};

}  // namespace

base::Result<std::vector<Token>> tokenise(std::string_view source) {
    return Lexer{source}.run();
}

}  // namespace jim::synchronisation::expression::impl
