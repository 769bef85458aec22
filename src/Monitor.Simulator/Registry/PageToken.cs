using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Monitor.Simulator.Generation;

namespace Monitor.Simulator.Registry;

/// <summary>A place in a result, valid for the same parameters and the same refresh of the data only.</summary>
internal static class PageToken
{
    public static string Of(int offset, string bound) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{offset}.{Rng.Hash(offset, bound):x}")));

    public static bool TryRead(string token, string bound, out int offset)
    {
        offset = 0;
        if (!Base64Url.IsValid(token)) return false;
        var number = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(token)).Split('.')[0];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out offset) && Of(offset, bound) == token;
    }
}
