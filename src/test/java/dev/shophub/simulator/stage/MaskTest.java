package dev.shophub.simulator.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskTest {

    @Test
    void hidesPeople() {
        assertThat(Mask.name("张三丰")).isEqualTo("张**");
        assertThat(Mask.phone("13812345678")).isEqualTo("138****5678");
        assertThat(Mask.phone("12345")).isEqualTo("*****");
        assertThat(Mask.whole("文三路 1 号")).isEqualTo("*******");
    }

    @Test
    void leavesAloneWhatIsHiddenOrEmpty() {
        assertThat(Mask.name("t**1")).isEqualTo("t**1");
        assertThat(Mask.phone("138****5678")).isEqualTo("138****5678");
        assertThat(Mask.name("")).isEmpty();
        assertThat(Mask.phone("")).isEmpty();
        assertThat(Mask.whole("")).isEmpty();
    }
}
