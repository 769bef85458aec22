using System.Text;

namespace Monitor.Text;

/// <summary>
/// The words of a text one after the other, as <see cref="Folded"/> describes them, without a string for each: most are
/// looked up once and forgotten.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="room">For the word at hand; a longer word takes more.</param>
internal ref struct FoldedWords(string text, Span<char> room)
{
    /// <summary>Enough for nearly every word.</summary>
    public const int Room = 64;

    private Span<char> _room = room;
    private int _length;

    /// <summary>The character at hand, folded to several; what is left of it.</summary>
    private string _folded = "";
    private int _rest;
    private int _sign;
    private int _next;

    /// <summary>Folded form of the word at hand.</summary>
    public readonly ReadOnlySpan<char> Word => _room[.._length];

    /// <summary>Its first character in the text (UTF-16).</summary>
    public int Start { get; private set; }

    /// <summary>Behind its last character in the text.</summary>
    public int End { get; private set; }

    /// <summary>Goes to the next word; false behind the last.</summary>
    public bool MoveNext()
    {
        _length = 0;
        while (true)
        {
            if (_rest < _folded.Length)
            {
                if (Folds()) return true;
                continue;
            }

            if (_next >= text.Length) return _length > 0;
            var c = text[_next];
            if (char.IsAsciiLetterOrDigit(c))
            {
                if (_length == 0) Start = _next;
                Append((char)(char.IsAsciiLetterUpper(c) ? c | 0x20 : c));
                End = ++_next;
            }
            else if (c < 128)
            {
                _next++;
                if (_length > 0) return true;
            }
            else
            {
                var size = Folded.Size(text, _next);
                (_folded, _rest, _sign) = (Folded.Fold(text, _next, size), 0, _next);
                _next += size;
                if (_folded.Length > 0) continue;
                // A combining mark continues its word; anything else separates.
                if (!Folded.IsMark(text, _sign))
                {
                    if (_length > 0) return true;
                }
                else if (_length > 0)
                {
                    End = _next;
                }
            }
        }
    }

    /// <summary>Takes what one character was folded to; true when a word is whole.</summary>
    private bool Folds()
    {
        while (_rest < _folded.Length)
        {
            Rune.DecodeFromUtf16(_folded.AsSpan(_rest), out var rune, out var size);
            var alone = Folded.StandsAlone(rune);
            // The word before it comes first; the character waits.
            if (alone && _length > 0) return true;
            if (_length == 0) Start = _sign;
            Append(_folded[_rest]);
            if (size == 2) Append(_folded[_rest + 1]);
            _rest += size;
            End = _next;
            if (alone) return true;
        }

        return false;
    }

    private void Append(char c)
    {
        if (_length == _room.Length)
        {
            var larger = new char[2 * _length];
            _room.CopyTo(larger);
            _room = larger;
        }

        _room[_length++] = c;
    }
}
