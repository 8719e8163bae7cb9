namespace GaOrleans.Portal.Accounts;

/// <summary>Correction bytes of QR codes: over GF(256) with the polynomial 0x11D.</summary>
internal static class ReedSolomon
{
    private const int Polynomial = 0x11D;

    /// <summary>The remainder of the data, seen as a polynomial, divided by the product of (x - 2^i).</summary>
    /// <param name="data">The data of a block.</param>
    /// <param name="count">How many bytes of correction.</param>
    public static byte[] Correction(ReadOnlySpan<byte> data, int count)
    {
        byte[] divisor = Divisor(count);
        var rest = new byte[count];
        foreach (byte b in data)
        {
            int factor = b ^ rest[0];
            rest.AsSpan(1).CopyTo(rest);
            rest[^1] = 0;
            for (int i = 0; i < count; i++) rest[i] ^= (byte)Multiply(divisor[i], factor);
        }

        return rest;
    }

    /// <summary>The product of two elements of the field.</summary>
    public static int Multiply(int x, int y)
    {
        int product = 0;
        for (int bit = 7; bit >= 0; bit--)
        {
            product = (product << 1) ^ ((product >> 7) * Polynomial);
            product ^= (y >> bit & 1) * x;
        }

        return product;
    }

    // Coefficients from the highest power down, without the leading 1.
    private static byte[] Divisor(int count)
    {
        var product = new byte[count];
        product[^1] = 1;
        int root = 1;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                product[j] = (byte)Multiply(product[j], root);
                if (j + 1 < count) product[j] ^= product[j + 1];
            }

            root = Multiply(root, 2);
        }

        return product;
    }
}
