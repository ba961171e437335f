package dev.shophub.simulator.taobao;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaobaoMaskTest {

    @Test
    void hidesPeople() {
        assertThat(TaobaoMask.name("张三丰")).isEqualTo("张**");
        assertThat(TaobaoMask.phone("13812345678")).isEqualTo("138****5678");
        assertThat(TaobaoMask.phone("12345")).isEqualTo("*****");
        assertThat(TaobaoMask.whole("文三路 1 号")).isEqualTo("*******");
    }

    @Test
    void leavesAloneWhatIsHiddenOrEmpty() {
        assertThat(TaobaoMask.name("t**1")).isEqualTo("t**1");
        assertThat(TaobaoMask.phone("138****5678")).isEqualTo("138****5678");
        assertThat(TaobaoMask.name("")).isEmpty();
        assertThat(TaobaoMask.phone("")).isEmpty();
        assertThat(TaobaoMask.whole("")).isEmpty();
    }
}
