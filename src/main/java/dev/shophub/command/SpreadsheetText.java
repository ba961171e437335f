package dev.shophub.command;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text of a CSV file as spreadsheets save it: UTF-8 or UTF-16 with or without mark, else GBK. */
final class SpreadsheetText {

    /** What spreadsheets on a Chinese Windows write; its superset reads what they cannot. */
    private static final Charset CHINESE = Charset.forName("GB18030");

    private SpreadsheetText() {}

    /** @throws VerbRefusedException when it is in none of these */
    static String of(byte[] bytes) {
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (begins(bytes, 0xFF, 0xFE) || begins(bytes, 0xFE, 0xFF)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        for (var charset : List.of(StandardCharsets.UTF_8, CHINESE)) {
            try {
                return charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException another) {
                continue;
            }
        }
        throw VerbRefusedException.cannot("change-encoding");
    }

    /** Comma, semicolon or tab, by the head. */
    static char delimiter(String text) {
        var head = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (head.indexOf('\t') >= 0) {
            return '\t';
        }
        return head.indexOf(',') < 0 && head.indexOf(';') >= 0 ? ';' : ',';
    }

    private static boolean begins(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
