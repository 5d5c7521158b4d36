#include "transport/postgres/Failure.hpp"
#include "transport/postgres/impl/Parameters.hpp"

#include <gtest/gtest.h>

namespace jim::transport::postgres {
namespace {

using impl::withNumberedParameters;

TEST(ParametersTest, NumbersWhatHasNoNumber) {
    EXPECT_EQ(withNumberedParameters("a = ? AND b = ?"), "a = $1 AND b = $2");
    EXPECT_EQ(withNumberedParameters("?2, ?1, ?2, ?"), "$2, $1, $2, $3");
    EXPECT_EQ(withNumberedParameters("?12"), "$12");
    EXPECT_EQ(withNumberedParameters(""), "");
}

TEST(ParametersTest, LeavesQuotedTextAlone) {
    EXPECT_EQ(withNumberedParameters("'?' || ? || \"a?\" || 'it''s ?'"),
              "'?' || $1 || \"a?\" || 'it''s ?'");
}

TEST(FailureTest, TellsKindsApart) {
    EXPECT_EQ(failure("23505", "'a'", "x").kind, base::ErrorKind::Conflict);
    EXPECT_EQ(failure("40001", "'a'", "x").kind, base::ErrorKind::Unavailable);
    EXPECT_EQ(failure("57P01", "'a'", "x").kind, base::ErrorKind::Unavailable);
    EXPECT_EQ(failure("28P01", "'a'", "x").kind, base::ErrorKind::InvalidState);
    EXPECT_EQ(failure("42601", "'a'", "x").kind, base::ErrorKind::Internal);
    EXPECT_TRUE(isRetryable("40P01"));
    EXPECT_FALSE(isRetryable("23505"));
}

TEST(FailureTest, KeepsTheDriversWordsOutOfTheMessage) {
    const auto error = failure("53100", "'jim' on db:5432", "could not extend file");
    EXPECT_NE(error.message.find("'jim' on db:5432"), std::string::npos);
    EXPECT_EQ(error.message.find("extend"), std::string::npos);
    EXPECT_NE(error.detail.find("extend"), std::string::npos);
}

}  // namespace
}  // namespace jim::transport::postgres
