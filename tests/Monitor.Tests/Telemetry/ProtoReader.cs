using System.Buffers.Binary;
using System.Text;

namespace Monitor.Tests.Telemetry;

/// <summary>One message of protobuf, field by field: as much as a collector needs to understand what it was sent, and no schema.</summary>
internal sealed class ProtoReader
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    public ProtoReader(ReadOnlySpan<byte> message)
    {
        while (message.Length > 0)
        {
            var key = Number(ref message);
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    _fields.Add((field, Number(ref message), []));
                    break;
                case 1:
                    _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(message), []));
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)Number(ref message);
                    _fields.Add((field, 0, message[..length].ToArray()));
                    message = message[length..];
                    break;
                case 5:
                    _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(message), []));
                    message = message[4..];
                    break;
                default:
                    throw new InvalidDataException($"wire type {key & 7}");
            }
        }
    }

    public IEnumerable<ProtoReader> All(int field) => _fields.Where(f => f.Field == field).Select(f => new ProtoReader(f.Bytes));

    /// <summary>All messages at the end of a path of fields.</summary>
    public IEnumerable<ProtoReader> All(params ReadOnlySpan<int> path)
    {
        IEnumerable<ProtoReader> found = [this];
        foreach (var field in path) found = found.SelectMany(m => m.All(field)).ToList();
        return found;
    }

    public bool Has(int field) => _fields.Exists(f => f.Field == field);

    public string Text(int field) => Encoding.UTF8.GetString(_fields.Find(f => f.Field == field).Bytes ?? []);

    public string Hex(int field) => Convert.ToHexString(_fields.Find(f => f.Field == field).Bytes ?? []);

    public long Integer(int field) => (long)_fields.Find(f => f.Field == field).Number;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(_fields.Find(f => f.Field == field).Number);

    /// <summary>Attributes of OTLP in this field: texts and whole numbers as text.</summary>
    public Dictionary<string, string> Attributes(int field) => All(field).ToDictionary(
        a => a.Text(1), a => a.All(2).Select(v => v.Has(1) ? v.Text(1) : v.Integer(3).ToString(System.Globalization.CultureInfo.InvariantCulture)).Single(), StringComparer.Ordinal);

    private static ulong Number(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[0];
            message = message[1..];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }
    }
}
