#pragma once

#include "foundation/base/Result.hpp"

#include <functional>

namespace jim::base {

/// The unit of "all or nothing" of one storage session. Every store of the session takes part in
/// the transaction that is open. One session is used by one thread at a time.
class Transactions {
public:
    virtual ~Transactions() = default;

    /// Runs `work` in a write transaction: committed when it returns success, rolled back and its
    /// error returned otherwise. Not nestable. Unavailable when the database stays busy or its
    /// disk is full.
    [[nodiscard]] virtual Status write(const std::function<Status()>& work) = 0;

    /// The same for work that reads, to decide by, and writes nothing but what is its own for as
    /// long: the rows of one connected system, of which one run executes at a time. Where the
    /// database can, such work of several sessions goes on side by side, but never beside `write`.
    [[nodiscard]] virtual Status writeOwn(const std::function<Status()>& work) = 0;

    /// The same for a part of what another session writes, which is within its own `write` (or
    /// `writeOwn`) and stays there until this has ended: does not wait for it, and keeps everybody
    /// else out for as long as this takes, also when that other session is lost. InvalidState where
    /// the database has one writer.
    [[nodiscard]] virtual Status writePart(const std::function<Status()>& work) = 0;
    [[nodiscard]] virtual Status writeOwnPart(const std::function<Status()>& work) = 0;

    /// Runs `work` on one consistent snapshot, without writing.
    [[nodiscard]] virtual Status read(const std::function<Status()>& work) = 0;
};

}  // namespace jim::base
