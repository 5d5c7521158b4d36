#include "synchronisation/expression/impl/Parser.hpp"

#include "foundation/base/EnumText.hpp"
#include "identity/schema/Value.hpp"
#include "synchronisation/expression/impl/Failure.hpp"

#include <charconv>
#include <limits>

namespace jim::synchronisation::expression::impl {
namespace {

using identity::schema::Value;

/// How strongly a binary operator binds; 0 for other tokens. `?:` is weaker than all.
int strength(TokenKind kind) {
    switch (kind) {
        case TokenKind::Coalesce:
            return 1;
        case TokenKind::Or:
            return 2;
        case TokenKind::And:
            return 3;
        case TokenKind::Equal:
        case TokenKind::NotEqual:
            return 4;
        case TokenKind::Less:
        case TokenKind::LessOrEqual:
        case TokenKind::Greater:
        case TokenKind::GreaterOrEqual:
            return 5;
        case TokenKind::Plus:
        case TokenKind::Minus:
            return 6;
        case TokenKind::Star:
        case TokenKind::Slash:
        case TokenKind::Percent:
            return 7;
        default:
            return 0;
    }
}

class Parser {
public:
    explicit Parser(const std::vector<Token>& tokens) : tokens_(tokens) {}

    base::Result<Tree> run() {
        if (peek().kind == TokenKind::End) return failAt(1, "the expression is empty.");
        JIM_ASSIGN(tree_.root, choice());
        if (peek().kind != TokenKind::End) return unexpected("an operator or the end");
        return std::move(tree_);
    }

private:
    /// Counts nesting, so that neither this nor what walks the tree can exhaust the stack.
    class Nesting {
    public:
        explicit Nesting(std::size_t& depth) : depth_(depth) { ++depth_; }
        ~Nesting() { --depth_; }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;

    private:
        std::size_t& depth_;
    };

    [[nodiscard]] const Token& peek() const { return tokens_[at_]; }
    const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
    bool takeIf(TokenKind kind) {
        if (peek().kind != kind) return false;
        take();
        return true;
    }

    [[nodiscard]] tl::unexpected<base::Error> unexpected(std::string_view wanted) const {
        const Token& token = peek();
        if (token.kind == TokenKind::End)
            return failAt(token.column, "the expression ends where {} should follow.", wanted);
        if (token.kind == TokenKind::Text)
            return failAt(token.column, "here should be {}, not a text.", wanted);
        return failAt(token.column, "here should be {}, not '{}'.", wanted, token.text);
    }

    base::Status expect(TokenKind kind, std::string_view wanted) {
        if (takeIf(kind)) return {};
        return unexpected(wanted);
    }

    base::Result<NodeId> add(Node node) {
        if (tree_.nodes.size() == kMaxOperations)
            return failAt(node.column, "the expression has more than {} operations.",
                          kMaxOperations);
        tree_.nodes.push_back(std::move(node));
        return static_cast<NodeId>(tree_.nodes.size() - 1);
    }

    base::Status checkDepth() const {
        if (depth_ > kMaxDepth)
            return failAt(peek().column, "the expression is nested more than {} deep.", kMaxDepth);
        return {};
    }

    base::Result<NodeId> choice() {
        const Nesting nesting{depth_};
        JIM_TRY(checkDepth());
        JIM_ASSIGN(const NodeId condition, binary(1));
        if (peek().kind != TokenKind::Question) return condition;
        Node node{.kind = NodeKind::Choice, .column = take().column};
        JIM_ASSIGN(const NodeId then, choice());
        JIM_TRY(expect(TokenKind::Colon, "':'"));
        JIM_ASSIGN(const NodeId otherwise, choice());
        node.children = {condition, then, otherwise};
        return add(std::move(node));
    }

    /// Operators that bind at least as strongly as `least`.
    base::Result<NodeId> binary(int least) {
        JIM_ASSIGN(NodeId left, unary());
        while (strength(peek().kind) >= least) {
            const Token& token = take();
            JIM_ASSIGN(const NodeId right, rightOf(token.kind));
            Node node{.kind = NodeKind::Binary, .operation = token.kind, .column = token.column};
            node.children = {left, right};
            JIM_ASSIGN(left, add(std::move(node)));
        }
        return left;
    }

    base::Result<NodeId> rightOf(TokenKind operation) {
        if (operation != TokenKind::Coalesce) return binary(strength(operation) + 1);
        const Nesting nesting{depth_};
        JIM_TRY(checkDepth());
        return binary(strength(operation));
    }

    base::Result<NodeId> unary() {
        const Token& token = peek();
        if (token.kind != TokenKind::Minus && token.kind != TokenKind::Not) return primary();
        const Nesting nesting{depth_};
        JIM_TRY(checkDepth());
        take();
        if (token.kind == TokenKind::Minus && isNumber(peek().kind)) return number(true);
        JIM_ASSIGN(const NodeId child, unary());
        Node node{.kind = NodeKind::Unary, .operation = token.kind, .column = token.column};
        node.children = {child};
        return add(std::move(node));
    }

    base::Result<NodeId> primary() {
        const Token& token = peek();
        switch (token.kind) {
            case TokenKind::Whole:
            case TokenKind::Decimal:
                return number(false);
            case TokenKind::Text:
                return literal(take(), Value::text(token.text));
            case TokenKind::Name:
                return named();
            case TokenKind::OpenParenthesis: {
                take();
                JIM_ASSIGN(const NodeId inner, choice());
                JIM_TRY(expect(TokenKind::CloseParenthesis, "')'"));
                return inner;
            }
            default:
                return unexpected("a value");
        }
    }

    static bool isNumber(TokenKind kind) {
        return kind == TokenKind::Whole || kind == TokenKind::Decimal;
    }

    base::Result<NodeId> literal(const Token& token, Value value) {
        Node node{.kind = NodeKind::Literal, .column = token.column};
        node.type = {value.type, false};
        node.text = std::move(value.bytes);
        return add(std::move(node));
    }

    base::Result<NodeId> number(bool negative) {
        const Token& token = take();
        const std::string text = (negative ? "-" : "") + token.text;
        if (token.kind == TokenKind::Decimal) {
            auto value = Value::decimal(text);
            if (!value) return failAt(token.column, "a decimal number has at most 28 digits.");
            return literal(token, std::move(*value));
        }
        std::int64_t value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec != std::errc{})
            return failAt(token.column, "the number is too large: a LongNumber has 64 bits.");
        const bool small = value >= std::numeric_limits<std::int32_t>::min() &&
                           value <= std::numeric_limits<std::int32_t>::max();
        return literal(token, small ? Value::number(static_cast<std::int32_t>(value))
                                    : Value::longNumber(value));
    }

    /// A word: a literal, an attribute or a call.
    base::Result<NodeId> named() {
        const Token& token = take();
        const auto is = [&](std::string_view word) {
            return base::equalsIgnoringCase(token.text, word);
        };
        if (is("mv")) return attribute(token, Side::Metaverse);
        if (is("cs")) return attribute(token, Side::ConnectedSystem);
        if (peek().kind == TokenKind::OpenParenthesis) return call(token);
        if (is("true") || is("false")) return literal(token, Value::boolean(is("true")));
        if (is("null")) return literal(token, {});
        if (findBuiltin(token.text) != nullptr)
            return failAt(token.column, "{} is a function: write {}(...).", token.text, token.text);
        return failAt(token.column,
                      "'{}' is unknown here. Attributes are written mv[\"...\"] or cs[\"...\"], "
                      "texts in double quotes.",
                      token.text);
    }

    base::Result<NodeId> attribute(const Token& token, Side side) {
        JIM_TRY(expect(TokenKind::OpenBracket, "'['"));
        if (peek().kind != TokenKind::Text) return unexpected("an attribute's name in quotes");
        Node node{.kind = NodeKind::Attribute, .column = token.column};
        node.side = side;
        node.text = take().text;
        JIM_TRY(expect(TokenKind::CloseBracket, "']'"));
        return add(std::move(node));
    }

    base::Result<NodeId> call(const Token& token) {
        Node node{.kind = NodeKind::Call, .column = token.column};
        node.text = token.text;
        take();
        if (!takeIf(TokenKind::CloseParenthesis)) {
            do {
                JIM_ASSIGN(const NodeId argument, choice());
                node.children.push_back(argument);
            } while (takeIf(TokenKind::Comma));
            JIM_TRY(expect(TokenKind::CloseParenthesis, "',' or ')'"));
        }
        return add(std::move(node));
    }

    const std::vector<Token>& tokens_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    Tree tree_;
};

}  // namespace

base::Result<Tree> parse(const std::vector<Token>& tokens) {
    return Parser{tokens}.run();
}

}  // namespace jim::synchronisation::expression::impl
