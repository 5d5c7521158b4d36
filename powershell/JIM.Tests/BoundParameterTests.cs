using System.Management.Automation;
using Jim.Generator;
using Jim.Tests.Hosting;

// Tests wait for servers most of the time.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]

namespace Jim.Tests;

/// <summary>Looks back at all other tests, against real servers: nothing that a cmdlet offers was left out.</summary>
[Collection(AfterAllOthers.Name)]
public sealed class BoundParameterTests
{
    private static readonly IReadOnlyList<CmdletHelp> Cmdlets = CmdletHelp.ReadAll(typeof(JimCommand).Assembly);

    [Fact]
    public void Every_parameter_of_every_cmdlet_was_bound_by_some_test()
    {
        var missing = Cmdlets.SelectMany(one => one.Parameters.Select(parameter => parameter.Name).Concat(one.Changes ? ["WhatIf"] : [])
            .Where(name => !BoundParameters.HasParameter(one.Name, name)).Select(name => $"{one.Name} -{name}")).ToList();

        Assert.True(missing.Count == 0, $"Bound by no test of this run (all tests have to run):\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void Every_parameter_set_of_every_cmdlet_was_used_by_some_test()
    {
        var missing = Cmdlets.SelectMany(one => one.Sets.Where(set => !BoundParameters.HasSet(one.Name, set)).Select(set => $"{one.Name}: {set}")).ToList();

        Assert.True(missing.Count == 0, $"Used by no test of this run (all tests have to run):\n{string.Join('\n', missing)}");
    }
}

/// <summary>What does not run beside other tests runs when all others have ended.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AfterAllOthers
{
    public const string Name = "after all others";
}
