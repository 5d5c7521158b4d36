#pragma once

#include "foundation/base/Timestamp.hpp"
#include "synchronisation/expression/impl/Arena.hpp"
#include "synchronisation/expression/impl/Slot.hpp"

#include <unicode/translit.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jim::synchronisation::expression::impl {

/// What a running evaluation needs: its operands, the memory of its values, the time it was told
/// and the reason of its failure. One thread at a time.
class Workspace {
public:
    void begin(base::Timestamp now, std::size_t operands) {
        now_ = now;
        failed_ = false;
        arena_.reset();
        if (stack_.size() < operands) stack_.resize(operands);
    }

    [[nodiscard]] base::Timestamp now() const { return now_; }
    [[nodiscard]] Slot* stack() { return stack_.data(); }
    [[nodiscard]] std::size_t memoryUsed() const { return arena_.used(); }

    /// Ends the evaluation with an error; what is returned does not matter.
    Slot fail(std::string message) {
        failed_ = true;
        failure_ = std::move(message);
        return {};
    }
    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] const std::string& failure() const { return failure_; }

    [[nodiscard]] char* bytes(std::size_t size) { return arena_.allocate(size); }
    /// A copy that lives as long as the evaluation.
    [[nodiscard]] std::string_view keep(std::string_view text);
    [[nodiscard]] Slot text(std::string_view text) { return Slot::text(keep(text)); }
    /// A list whose items the caller sets before anything else happens.
    [[nodiscard]] std::span<Slot> slots(std::size_t count);

    /// A string to build in, empty; one at a time.
    [[nodiscard]] std::string& buffer() {
        buffer_.clear();
        return buffer_;
    }
    /// Where outcomes are collected.
    [[nodiscard]] std::vector<std::string_view>& results() { return results_; }

    /// Any script to ASCII; made at the first use, because it takes milliseconds. Null when the
    /// installed ICU lacks its rules.
    [[nodiscard]] const icu::Transliterator* toAscii();

private:
    base::Timestamp now_;
    bool failed_ = false;
    std::string failure_;
    Arena arena_;
    std::vector<Slot> stack_;
    std::string buffer_;
    std::vector<std::string_view> results_;
    std::unique_ptr<icu::Transliterator> toAscii_;
};

}  // namespace jim::synchronisation::expression::impl
