# jim_module(path [DEPENDS path...] [LINK library...] [PCH json|asio]): one folder of src as one library.
# The folder's *.cpp and impl/*.cpp make library jim_<path>; its test/*Tests.cpp make one program
# <path>_tests, where each suffix is a CTest label: XTests unit, XSqliteTests sqlite and so on.
include(GoogleTest)

function(jim_module path)
    cmake_parse_arguments(ARG "" "" "DEPENDS;LINK;TEST_DEPENDS" ${ARGN})
    string(REPLACE "/" "_" name ${path})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${path}/*.cpp
                                        ${CMAKE_SOURCE_DIR}/src/${path}/impl/*.cpp)
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

    file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${path}/test/*.cpp)
    if(tests)
        add_executable(${name}_tests ${tests})
        target_link_libraries(${name}_tests PRIVATE jim_${name} ${ARG_TEST_DEPENDS} GTest::gmock_main
                                                    rapidcheck::rapidcheck Threads::Threads)
        gtest_discover_tests(${name}_tests PROPERTIES LABELS unit DISCOVERY_MODE PRE_TEST)
    endif()
endfunction()
