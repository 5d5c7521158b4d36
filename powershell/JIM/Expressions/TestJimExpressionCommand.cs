using System.Collections;
using System.Management.Automation;
using Jim.Rest;

namespace Jim.Expressions;

/// <summary>Evaluates an expression once, with attributes made up for it.</summary>
/// <remarks><para>Says what comes out, or what is wrong with it and at which column. Nothing is stored.</para></remarks>
/// <example>
/// <code>Test-JIMExpression -Expression 'Lower(cs["Email"])' -CsAttributes @{ Email = 'Ada@Example.org' }</code>
/// <para>Tries an expression of an import rule.</para>
/// </example>
/// <example>
/// <code>(Test-JIMExpression -Expression 'mv["First Name"] + " " + mv["Last Name"]' -MvAttributes @{ 'First Name' = 'Ada'; 'Last Name' = 'Lovelace' }).Result</code>
/// <para>Gets what an expression of an export rule makes of two attributes.</para>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "JIMExpression")]
[OutputType("JIM.ExpressionTrial")]
public sealed class TestJimExpressionCommand : JimCommand
{
    /// <summary>The expression.</summary>
    [Parameter(Mandatory = true, Position = 0), Body]
    public string Expression { get; set; } = "";

    /// <summary>Values of metaverse attributes, by name.</summary>
    [Parameter, Body]
    public Hashtable? MvAttributes { get; set; }

    /// <summary>Values of attributes of the connected system, by name.</summary>
    [Parameter, Body]
    public Hashtable? CsAttributes { get; set; }

    private protected override void Execute() =>
        Write(Send(HttpMethod.Post, $"/synchronisation/expressions/test", Body()), "JIM.ExpressionTrial");
}
