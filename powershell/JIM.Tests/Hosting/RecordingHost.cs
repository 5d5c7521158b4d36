using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Jim.Tests.Hosting;

/// <summary>A host that keeps everything that it is told to show.</summary>
public sealed class RecordingHost(string name = "Recording Host", int width = 100, bool colours = false) : PSHost
{
    private readonly RecordingInterface recorder = new(width, colours);

    public override string Name => name;
    public override Version Version { get; } = new(1, 0);
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override PSHostUserInterface UI => recorder;
    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.GetCultureInfo("en-US");

    /// <summary>Every progress record in its order.</summary>
    public IReadOnlyList<ProgressRecord> Progress => [.. recorder.Progress];

    /// <summary>What was printed.</summary>
    public string Text => string.Concat(recorder.Text);

    /// <summary>Called for each progress record, on the pipeline's thread.</summary>
    public Action<ProgressRecord>? OnProgress { set => recorder.OnProgress = value; }

    public void Clear()
    {
        recorder.Progress.Clear();
        recorder.Text.Clear();
    }

    public override void EnterNestedPrompt() => throw new NotSupportedException();
    public override void ExitNestedPrompt() => throw new NotSupportedException();
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }

    private sealed class RecordingInterface(int width, bool colours) : PSHostUserInterface
    {
        public ConcurrentQueue<ProgressRecord> Progress { get; } = new();
        public ConcurrentQueue<string> Text { get; } = new();
        public Action<ProgressRecord>? OnProgress { get; set; }

        public override bool SupportsVirtualTerminal => colours;
        public override PSHostRawUserInterface RawUI { get; } = new Screen(width);
        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
            Progress.Enqueue(record);
            OnProgress?.Invoke(record);
        }

        public override void Write(string value) => Text.Enqueue(value);
        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Text.Enqueue(value);
        public override void WriteLine(string value) => Text.Enqueue(value + "\n");
        public override void WriteErrorLine(string value) => Text.Enqueue("ERROR: " + value + "\n");
        public override void WriteWarningLine(string message) => Text.Enqueue("WARNING: " + message + "\n");
        public override void WriteVerboseLine(string message) => Text.Enqueue("VERBOSE: " + message + "\n");
        public override void WriteDebugLine(string message) => BoundParameters.Note(message);
        public override string ReadLine() => throw new NotSupportedException();
        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw new NotSupportedException();
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => defaultChoice;
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new NotSupportedException();
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new NotSupportedException();
    }

    private sealed class Screen(int width) : PSHostRawUserInterface
    {
        public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;
        public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;
        public override Size BufferSize { get; set; } = new(width, 300);
        public override Size WindowSize { get; set; } = new(width, 50);
        public override Coordinates CursorPosition { get; set; }
        public override int CursorSize { get; set; } = 25;
        public override Coordinates WindowPosition { get; set; }
        public override string WindowTitle { get; set; } = "";
        public override Size MaxPhysicalWindowSize => WindowSize;
        public override Size MaxWindowSize => WindowSize;
        public override bool KeyAvailable => false;
        public override void FlushInputBuffer() { }
        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();
        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();
        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) { }
        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) { }
        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { }
    }
}
