using System.Management.Automation;
using System.Text.Json;
using Jim.Rest;

namespace Jim;

/// <summary>Cmdlets that list: everything page by page, or so many, or one page.</summary>
public abstract class ListCommand : JimCommand
{
    private const int LargestPage = 100;

    /// <summary>The number of the one page to read, from 1. Without it everything is read, page by page.</summary>
    [Parameter, ValidateRange(1, int.MaxValue)]
    public int Page { get; set; } = 1;

    /// <summary>How many objects the page has, 100 at most. With it alone, only the first page is read.</summary>
    [Parameter, ValidateRange(1, int.MaxValue)]
    public int PageSize { get; set; } = LargestPage;

    /// <summary>Ends the list after this many objects.</summary>
    [Parameter, ValidateRange(1, int.MaxValue)]
    public int First { get; set; }

    /// <summary>Reads everything, which is what happens without paging parameters too.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Accepted for scripts that pass it: a list asks no question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the objects of a paged list as they come, with the query of the given parameters.</summary>
    private protected void WriteList(FormattableString route, string type, Func<PSObject, bool>? filter = null)
    {
        var onePage = (IsGiven(nameof(Page)) || IsGiven(nameof(PageSize))) && !All;
        var size = onePage ? Math.Min(PageSize, LargestPage) : First > 0 && filter is null ? Math.Min(First, LargestPage) : LargestPage;
        var left = First > 0 ? First : int.MaxValue;
        for (var page = onePage ? Page : 1; left > 0; ++page)
        {
            var answer = Send(HttpMethod.Get, Routes.WithQuery(WithQuery(route), [new("page", $"{page}"), new("pageSize", $"{size}")]));
            if (answer is not { ValueKind: JsonValueKind.Object } envelope || !envelope.TryGetProperty("items", out var items))
                throw new JimException("The answer is not a page of a list. Is this the address of a JIM server?") { Code = "NO_PAGE" };
            foreach (var item in items.EnumerateArray().Select(one => JsonObjects.ToObject(one, type)).Where(filter ?? (_ => true)).Take(left))
            {
                WriteObject(item);
                --left;
            }
            if (onePage || !envelope.GetProperty("hasNextPage").GetBoolean())
                return;
        }
    }
}
