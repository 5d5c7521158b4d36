#pragma once

#include "identity/schema/Document.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jim::identity::schema {

/// What happened to one attribute of one object. Values are canonical bytes; those of references
/// are the display form of the target (an external id or a name), kept for the audit trail.
struct AttributeChange {
    AttributeId id = 0;
    AttributeType type = AttributeType::NotSet;
    std::vector<std::string> removed;
    std::vector<std::string> added;

    bool operator==(const AttributeChange&) const = default;
};

using ChangeSet = std::vector<AttributeChange>;

/// The same as it is encoded: views into the bytes.
struct AttributeChangeView {
    AttributeId id = 0;
    AttributeType type = AttributeType::NotSet;
    AttributeView removed;
    AttributeView added;
};

/// Encoded changes, up to the first that is damaged.
class ChangesView {
public:
    class Iterator {
    public:
        using value_type = AttributeChangeView;
        using difference_type = std::ptrdiff_t;

        Iterator() = default;
        explicit Iterator(std::string_view rest) : rest_(rest) { advance(); }
        const AttributeChangeView& operator*() const { return current_; }
        const AttributeChangeView* operator->() const { return &current_; }
        Iterator& operator++() {
            advance();
            return *this;
        }
        void operator++(int) { advance(); }
        bool operator==(std::default_sentinel_t) const { return done_; }

    private:
        void advance();
        std::string_view rest_;
        AttributeChangeView current_;
        bool done_ = true;
    };

    explicit ChangesView(std::string_view bytes);

    [[nodiscard]] Iterator begin() const { return Iterator{changes_}; }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }

private:
    std::string_view changes_;
};

/// The values of one attribute once `change` is applied to it: sorted, without repetition. Views
/// into both.
[[nodiscard]] std::vector<std::string_view> valuesAfter(const std::optional<AttributeView>& before,
                                                        const AttributeChangeView& change);

/// `before` with `changes`, at most one for each attribute, applied: removed values go, added ones
/// come. `origin` is written to every attribute that changed.
[[nodiscard]] std::string apply(DocumentView before, ChangesView changes, Origin origin = 0);

/// The compact form that is stored with an execution item or a pending export.
[[nodiscard]] std::string encodeChanges(const ChangeSet& changes);
/// In that form what leads from `before` to `after`, by ascending attribute id; no bytes at all
/// when they are equal.
[[nodiscard]] std::string encodeDifference(DocumentView before, DocumentView after);
/// Adds changes of other attributes to a form that is there, or begins one.
void appendChanges(std::string& encoded, const ChangeSet& changes);
void appendChange(std::string& encoded, AttributeId id, AttributeType type,
                  std::span<const std::string_view> removed,
                  std::span<const std::string_view> added);
[[nodiscard]] ChangeSet decodeChanges(std::string_view bytes);

}  // namespace jim::identity::schema
