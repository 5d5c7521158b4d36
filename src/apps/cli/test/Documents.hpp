#pragma once

#include "apps/cli/Snapshot.hpp"

#include <string>

namespace jim::apps::cli::test {

inline constexpr const char* kActivity = "0192d3b4-00aa-7000-8000-000000000001";

/// The running import of the contract's page, as the server sends it.
inline std::string importDocument() {
    return R"({"schema":1,"type":"import","id":"0192d3b4-00aa-7000-8000-000000000001",
"activityId":"0192d3b4-00aa-7000-8000-000000000001","attempt":1,"epoch":"e","revision":57,
"source":"live","state":"running","terminal":false,"status":"InProgress","message":"Importing",
"targetName":"Full Import","targetContext":"HR","runType":"FullImport","phase":"Importing",
"phases":[
{"key":"import.connect","name":"Connecting","parentKey":null,"order":1,"status":"Completed"},
{"key":"import.fetch","name":"Reading","parentKey":null,"order":2,"status":"Skipped"},
{"key":"import.process","name":"Importing","parentKey":null,"order":3,"status":"Active"},
{"key":"csv.read","name":"Reading the file","parentKey":"import.process","order":4,"status":"Active"},
{"key":"import.save","name":"Saving","parentKey":null,"order":5,"status":"Pending"}],
"currentPhaseNumber":3,"totalPhases":4,"objectsProcessed":457,"objectsToProcess":1000,
"percentComplete":45.7,"elapsedSeconds":5.1,"objectsPerSecond":1089.8,
"counts":{"processed":457,"created":234,"updated":198,"deleted":25,"unchanged":0,"skipped":0,"failed":0},
"totalErrors":0,"eta":{"phase":null,"run":{"p10":9,"p50":12,"p90":19},"reason":null},
"errors":{"total":0,"topTypes":[]},
"health":{"status":"healthy","lastAdvanceAge":0.2,"waitingOn":null},
"summary":"Importing | Processed: 457/1000 | Creates: 234, Updates: 198, Deletes: 25"})";
}

inline Snapshot importSnapshot() {
    return parseSnapshot(importDocument()).value();
}

/// Its last document.
inline std::string endDocument() {
    return R"({"id":"0192d3b4-00aa-7000-8000-000000000001","state":"complete_with_warning",
"terminal":true,"status":"CompleteWithWarning","targetName":"Full Import","targetContext":"HR",
"phase":"Recording","phases":[],"currentPhaseNumber":4,"totalPhases":4,"percentComplete":100,
"elapsedSeconds":12.4,"counts":{"processed":1000,"created":500,"updated":400,"deleted":25,
"unchanged":65,"skipped":0,"failed":10},"totalErrors":10,
"summary":"Recording | Processed: 1000/1000 | Creates: 500, Updates: 400, Deletes: 25"})";
}

constexpr const char* kNextActivity = "0192d3b4-00aa-7000-8000-000000000002";

/// The last document of one whose worker was lost, and that was started again.
inline std::string lostDocument() {
    return R"({"id":"0192d3b4-00aa-7000-8000-000000000001","state":"failed_with_error",
"terminal":true,"status":"FailedWithError","lastKnown":true,
"continuedBy":"0192d3b4-00aa-7000-8000-000000000002","targetName":"Full Import",
"targetContext":"HR","phases":[],"elapsedSeconds":12.4,"counts":{"processed":650},
"summary":"Failed with error | Processed: 650 | Creates: 650, Updates: 0, Deletes: 0"})";
}

/// The activity after it.
inline std::string endedActivity(const std::string& status = "CompleteWithWarning") {
    return R"({"id":"0192d3b4-00aa-7000-8000-000000000001","status":")" + status +
           R"(","targetName":"Full Import","targetContext":"HR","message":"Recording",
"warningMessage":"10 rows were refused.","errorMessage":null,"executionTime":"00:00:12.4",
"objectsProcessed":1000,"executionStats":{"totalObjectErrors":10},"phases":[],"progress":null})";
}

}  // namespace jim::apps::cli::test
