# jim_module(path [RECURSE] [ONE_TEST] [DEPENDS path...] [LINK library...] [PCH header...]
# [TEST_DEPENDS path...] [TEST_LINK library...]): one folder of src as
# one library. The folder's *.cpp and impl/*.cpp (with RECURSE: those of all folders below it but test/)
# make library jim_<path>, without folders that were declared before as modules of their own; its
# test/*.cpp make one program <path>_tests. PCH headers, by path from src,
# are precompiled for the library and its tests, in place of the common ones. With ONE_TEST the program is one test for CTest, as it
# starts a server that its tests share.
include(GoogleTest)

# What nearly every file includes is compiled once, for libraries and for tests: it is half of the time
# that a file takes. The preset gcc compiles without, so that a file that lacks an include is found.
set(common_headers
    <algorithm> <array> <charconv> <chrono> <cstdint> <filesystem> <functional> <map> <memory> <optional> <set>
    <span> <string> <string_view> <unordered_map> <utility> <variant> <vector> <fmt/format.h> <tl/expected.hpp>)
set(no_source ${CMAKE_BINARY_DIR}/Precompiled.cpp)
file(CONFIGURE OUTPUT ${no_source} CONTENT "")
add_library(common_precompiled STATIC ${no_source})
target_link_libraries(common_precompiled PRIVATE tl::expected fmt::fmt)
target_precompile_headers(common_precompiled PRIVATE ${common_headers})
add_library(test_precompiled STATIC ${no_source})
target_compile_options(test_precompiled PRIVATE ${test_options})
target_link_libraries(test_precompiled PRIVATE tl::expected fmt::fmt GTest::gmock_main rapidcheck::rapidcheck)
target_precompile_headers(test_precompiled PRIVATE ${common_headers} <gmock/gmock.h> <rapidcheck.h>)

function(jim_module path)
    cmake_parse_arguments(ARG "RECURSE;ONE_TEST" "" "DEPENDS;LINK;TEST_DEPENDS;TEST_LINK;PCH" ${ARGN})
    string(REPLACE "/" "_" name ${path})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${path}/*.cpp
                                        ${CMAKE_SOURCE_DIR}/src/${path}/impl/*.cpp)
    if(ARG_RECURSE)
        file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${path}/*.cpp)
        list(FILTER sources EXCLUDE REGEX "/test/")
        get_property(modules GLOBAL PROPERTY JIM_MODULES)
        foreach(module ${modules})
            if(module MATCHES "^${path}/")
                list(FILTER sources EXCLUDE REGEX "/src/${module}/")
            endif()
        endforeach()
    endif()
    set_property(GLOBAL APPEND PROPERTY JIM_MODULES ${path})
    list(FILTER sources EXCLUDE REGEX "/Main\\.cpp$")
    list(TRANSFORM ARG_DEPENDS REPLACE "/" "_")
    list(TRANSFORM ARG_DEPENDS PREPEND "jim_")
    list(TRANSFORM ARG_TEST_DEPENDS REPLACE "/" "_")
    list(TRANSFORM ARG_TEST_DEPENDS PREPEND "jim_")
    if(sources)
        add_library(jim_${name} STATIC ${sources})
        set(scope PUBLIC)
    else()
        add_library(jim_${name} INTERFACE)
        set(scope INTERFACE)
    endif()
    target_include_directories(jim_${name} ${scope} ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(jim_${name} ${scope} ${ARG_DEPENDS} ${ARG_LINK} tl::expected fmt::fmt)

    list(TRANSFORM ARG_PCH PREPEND ${CMAKE_SOURCE_DIR}/src/)
    if(ARG_PCH AND sources)
        target_precompile_headers(jim_${name} PRIVATE ${ARG_PCH})
    elseif(sources)
        target_precompile_headers(jim_${name} REUSE_FROM common_precompiled)
    endif()

    file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${path}/test/*.cpp)
    if(tests)
        add_executable(${name}_tests ${tests})
        target_compile_options(${name}_tests PRIVATE ${test_options})
        target_link_libraries(${name}_tests PRIVATE jim_${name} ${ARG_TEST_DEPENDS} ${ARG_TEST_LINK} GTest::gmock_main
                                                    rapidcheck::rapidcheck Threads::Threads)
        if(ARG_PCH)
            target_precompile_headers(${name}_tests PRIVATE ${ARG_PCH} <gmock/gmock.h>)
        else()
            target_precompile_headers(${name}_tests REUSE_FROM test_precompiled)
        endif()
        if(ARG_ONE_TEST)
            add_test(NAME ${name}_tests COMMAND ${name}_tests WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
            set_tests_properties(${name}_tests PROPERTIES LABELS server TIMEOUT 600)
        else()
            gtest_discover_tests(${name}_tests PROPERTIES LABELS unit DISCOVERY_MODE PRE_TEST
                                 WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
        endif()
    endif()
endfunction()
