#pragma once

#include "foundation/base/Transactions.hpp"
#include "transport/sqlite/Connection.hpp"

namespace jim::store::sqlite {

class Transactions final : public base::Transactions {
public:
    explicit Transactions(transport::sqlite::Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Status write(const std::function<base::Status()>& work) override {
        return connection_.write(work);
    }
    [[nodiscard]] base::Status writeOwn(const std::function<base::Status()>& work) override {
        return write(work);  // The database has one writer.
    }
    [[nodiscard]] base::Status writePart(const std::function<base::Status()>& /*work*/) override {
        return base::fail(base::invalidState("The embedded database has one writer."));
    }
    [[nodiscard]] base::Status writeOwnPart(const std::function<base::Status()>& work) override {
        return writePart(work);
    }
    [[nodiscard]] base::Status read(const std::function<base::Status()>& work) override {
        return connection_.read(work);
    }

private:
    transport::sqlite::Connection& connection_;
};

}  // namespace jim::store::sqlite
