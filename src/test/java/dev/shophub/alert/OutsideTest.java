package dev.shophub.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutsideTest {

    @Test
    void aLineHasNoBreaksAndNoMarksThatTurnIt() {
        assertThat(Outside.line("a\r\nBcc: x@example.com\u2028b\u202Ec\u0000")).isEqualTo("a Bcc: x@example.com bc");
    }

    @Test
    void linesKeepTheirBreaks() {
        assertThat(Outside.lines(" a\r\nb\rc\u0007 ")).isEqualTo("a\nb\nc");
    }

    @Test
    void aLongLineIsCutBetweenCharacters() {
        assertThat(Outside.line("𠮷𠮷𠮷𠮷", 3)).isEqualTo("𠮷𠮷…");
        assertThat(Outside.line("𠮷𠮷𠮷", 3)).isEqualTo("𠮷𠮷𠮷");
    }
}
